/** What thousands of people report, and what must be counted of it. */
export const VETERANS = 10_000;
const REPORTS_A_BATCH = 150;

type Event = Readonly<Record<string, string>>;
export type Batch = { readonly id: string; readonly reports: readonly Report[] };
type Report = { readonly person: string; readonly events: readonly Event[] };

const HELP_LINE = { event: 'phone-tapped', number: 'help-line' };
const FAILED = { event: 'browser-error', fingerprint: '0badcafe' };

/** Of the Veteran of that number. Some come twice, in batches that may go to different instances. */
function reportOf(number: number): Report {
  const events = [
    { event: 'page-view' },
    ...(number % 3 === 0 ? [{ event: 'help-read' }] : []),
    ...(number % 7 === 0 ? [HELP_LINE] : []),
    ...(number % 50 === 0 ? [FAILED, FAILED] : []),
  ];
  return { person: `veteran-${number % VETERANS}`, events };
}

export function allBatches(): readonly Batch[] {
  const reports = Array.from({ length: VETERANS * 1.2 }, (_, number) => reportOf(number));
  const batches = Math.ceil(reports.length / REPORTS_A_BATCH);
  return Array.from({ length: batches }, (_, batch) => ({
    id: `crash-test-${batch}`,
    reports: reports.slice(batch * REPORTS_A_BATCH, (batch + 1) * REPORTS_A_BATCH),
  }));
}

/** What must be counted, by what was acknowledged. */
export function ledger() {
  const acknowledged = new Set<Batch>();
  const events = () =>
    [...acknowledged].flatMap(({ reports }) => reports.flatMap((one) => one.events));
  const countOf = (name: string) => events().filter(({ event }) => event === name).length;
  const peopleOf = (name: string) =>
    new Set(
      [...acknowledged].flatMap(({ reports }) =>
        reports.flatMap((one) =>
          one.events.some(({ event }) => event === name) ? [one.person] : [],
        ),
      ),
    ).size;
  return {
    acknowledged,
    figures: () => ({
      people: peopleOf('page-view'),
      views: countOf('page-view'),
      people_who_read_help: peopleOf('help-read'),
      phone_taps: countOf('phone-tapped'),
      script_errors: countOf('browser-error'),
    }),
  };
}
