/** What another program found for a rule under the same protocol: the reference. */
export type Reference = {
  readonly cell: string;
  readonly rule: string;
  readonly runs: number;
  /** Percent, as printed. */
  readonly fired: number;
  /** To how many percent it was rounded. */
  readonly roundedTo: number;
  /** null: not known, or of no interest. */
  readonly median: number | null;
  readonly p90: number | null;
  readonly harmed: number | null;
};

/** Runs of the usual day behind these figures. */
export const RUNS = 2_000;

type FalseAlarms = Pick<Reference, 'cell' | 'rule' | 'runs' | 'fired'>;

/** Of a day without harm, in percent with one decimal. */
export function falseAlarms(known: FalseAlarms): Reference {
  return { ...known, roundedTo: 0.1, median: null, p90: null, harmed: null };
}
