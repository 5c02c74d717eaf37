/** What visitors did that was acknowledged, as the dashboard should show it: people and events of the contacts page. */
export type VisitLedger = {
  readonly people: number;
  readonly visits: number;
  readonly views: number;
  readonly english: number;
  readonly spanish: number;
  readonly phones: number;
  readonly desktops: number;
  readonly readHelp: number;
  readonly phoneTaps: number;
  readonly printed: number;
  readonly scriptErrors: number;
  readonly surveyAnswers: number;
  /** Views of people who ask not to be followed: the dashboard shows nothing of them. */
  readonly notFollowed: number;
};

const NOTHING: VisitLedger = {
  people: 0,
  visits: 0,
  views: 0,
  english: 0,
  spanish: 0,
  phones: 0,
  desktops: 0,
  readHelp: 0,
  phoneTaps: 0,
  printed: 0,
  scriptErrors: 0,
  surveyAnswers: 0,
  notFollowed: 0,
};

/** All of them together. They are of different people. */
export function ledgerOf(parts: readonly Partial<VisitLedger>[]): VisitLedger {
  return parts.reduce<VisitLedger>(
    (sum, part) =>
      // The entries are those of the ledger.
      Object.fromEntries(
        Object.entries(sum).map(([name, count]) => [
          name,
          count + (part[name as keyof VisitLedger] ?? 0),
        ]),
      ) as VisitLedger,
    NOTHING,
  );
}
