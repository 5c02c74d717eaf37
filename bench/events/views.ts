/** What people do on the contacts page, as browsers report it: about eight events a view. */
import type { PageReport } from '../../src/analytics/counting/page-report.ts';
import type { EventName } from '../../src/analytics/events/event-table.ts';
import type { PageEvent } from '../../src/analytics/events/page-batch.ts';

export type View = Omit<PageReport, 'at'>;

const STAGES = ['mvp: Stage A, run 1', 'mvp: Stage B, run 1'];
const DEVICES = ['phone', 'tablet', 'desktop'] as const;

/** The view of that number; each person comes so many times in a row. */
export function viewOf(number: number, viewsEach = 2): View {
  const person = Math.floor(number / viewsEach);
  return {
    // Spread over all whole numbers of 64 bits, as hashes are.
    person: BigInt.asIntN(64, BigInt(person + 1) * 0x9e37_79b9_7f4a_7c15n).toString(),
    page: 'contacts',
    device: DEVICES[person % 3] ?? 'none',
    language: person % 10 === 0 ? 'es' : 'en',
    events: eventsOf(number),
    from: {
      feature: 'profile_contacts',
      stage: STAGES[person % 2] ?? '',
      cohort: person % 5 === 0 ? 'open' : 'closed',
    },
  };
}

function eventsOf(number: number): readonly PageEvent[] {
  const taps = number % 10 === 0 ? [event('phone-tapped', 'help-line')] : [];
  const failures = number % 100 === 0 ? [event('browser-error', '0badcafe')] : [];
  return [
    event('page-shown'),
    event('section-seen', 'emergency-contacts'),
    event('section-seen', 'next-of-kin-contacts'),
    event('section-seen', 'how-to-update'),
    ...taps,
    ...failures,
    event('web-vital', 'lcp', number % 8),
    event('web-vital', 'inp', number % 5),
    event('layout-shift', '', number % 4),
    event('page-left', '', number % 11),
  ];
}

const event = (name: EventName, detail = '', valueClass: number | null = null): PageEvent => ({
  name,
  detail,
  valueClass,
});

/** A row for each event, with all that the intake knows of it, as COPY reads it. */
export function rowsOf(views: readonly View[], minute: number): string {
  const rows = views.flatMap(({ person, page, device, language, events, from }) =>
    events.map(({ name, detail, valueClass }) => {
      const { feature, stage, cohort } = from;
      const kind = [feature, stage, cohort, name, detail, page, device, language];
      return [person, ...kind, valueClass ?? -1, minute].join('\t');
    }),
  );
  return `${rows.join('\n')}\n`;
}

export const COPIED_TABLE = `create table copied (person bigint, feature text, stage text, cohort text,
  event text, detail text, page text, device text, language text, value_class smallint, minute integer)`;
