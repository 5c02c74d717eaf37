/** A published figure of a rule under the same protocol, from another program. */
export type Reference = {
  readonly cell: string;
  readonly rule: string;
  readonly runs: number;
  /** Percent, as printed. */
  readonly fired: number;
  /** To how many percent it was rounded. */
  readonly roundedTo: number;
  /** null: not published, or of no interest. */
  readonly median: number | null;
  readonly p90: number | null;
  readonly harmed: number | null;
};

/** Runs of the usual day behind the published figures. */
export const RUNS = 2_000;

type FalseAlarms = Pick<Reference, 'cell' | 'rule' | 'runs' | 'fired'>;

/** Of a day without harm, in percent with one decimal. */
export function falseAlarms(published: FalseAlarms): Reference {
  return { ...published, roundedTo: 0.1, median: null, p90: null, harmed: null };
}
