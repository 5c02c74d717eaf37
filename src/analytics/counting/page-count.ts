import type { EventName } from '../events/event-table.ts';
import type { Device, PageEvent, PageName } from '../events/page-batch.ts';
import type { Language } from '../../lib/language.ts';
import type { PageReport, PageSource } from './page-report.ts';

/** Alike events, and how many there were of them. */
export type PageCount = CountKind & { readonly count: number };

/** What makes events alike. */
export type CountKind = PageSource & {
  readonly event: EventName;
  readonly detail: string;
  readonly valueClass: number | null;
  readonly page: PageName;
  readonly device: Device;
  readonly language: Language;
  /** Since 1970. */
  readonly minute: number;
};

const MINUTE_MS = 60_000;

export const minuteIn = (at: Date): number => Math.floor(at.getTime() / MINUTE_MS);

/** Different fingerprints of browser errors that are told apart in one minute; those after them count as `others`. */
const MOST_FINGERPRINTS = 20;
const OTHERS = 'others';

/** Alike ones together. Fingerprints come from browsers, so that their number is bounded. */
export function countReports(reports: readonly PageReport[]): readonly PageCount[] {
  const counts = new Map<string, { readonly kind: CountKind; count: number }>();
  const fingerprints = new Set<string>();
  for (const { at, from, page, device, language, events } of reports) {
    for (const { name: event, detail, valueClass } of [...events, ...viewsWith(events)]) {
      const told = event === 'browser-error' ? bounded(detail, fingerprints) : detail;
      const kind = {
        ...from,
        event,
        detail: told,
        valueClass,
        page,
        device,
        language,
        minute: minuteIn(at),
      };
      const key = Object.values(kind).join('\n');
      const counted = counts.get(key) ?? { kind, count: 0 };
      counted.count += 1;
      counts.set(key, counted);
    }
  }
  return [...counts.values()].map(({ kind, count }) => ({ ...kind, count }));
}

/** What was so of the view as a whole, for shares of views. */
function viewsWith(events: readonly PageEvent[]): readonly PageEvent[] {
  const has = (name: EventName) => events.some((one) => one.name === name);
  const names = [
    ...(has('section-seen') ? (['view-with-section'] as const) : []),
    ...(has('browser-error') ? (['view-with-error'] as const) : []),
  ];
  return names.map((name) => ({ name, detail: '', valueClass: null }));
}

function bounded(fingerprint: string, known: Set<string>): string {
  if (known.size < MOST_FINGERPRINTS) known.add(fingerprint);
  return known.has(fingerprint) ? fingerprint : OTHERS;
}
