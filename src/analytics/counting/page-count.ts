import type { EventName } from '../events/event-table.ts';
import type { Device, PageName } from '../events/page-batch.ts';
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
  const groups = new Map<string, GroupCounts>();
  const fingerprints = new Set<string>();
  for (const { at, from, page, device, language, events } of reports) {
    const minute = minuteIn(at);
    const key = [from.feature, from.stage, from.cohort, page, device, language, minute].join('\n');
    const counts: GroupCounts = groups.get(key) ?? new Map();
    groups.set(key, counts);
    for (const { name: event, detail: sent, valueClass } of events) {
      const detail = event === 'browser-error' ? bounded(sent, fingerprints) : sent;
      const alike = `${event} ${detail} ${valueClass}`;
      const counted = counts.get(alike);
      if (counted) counted.count += 1;
      else {
        const kind = { ...from, event, detail, valueClass, page, device, language, minute };
        counts.set(alike, { kind, count: 1 });
      }
    }
  }
  const counted = [...groups.values()].flatMap((counts) => [...counts.values()]);
  return counted.map(({ kind, count }) => ({ ...kind, count }));
}

/** What was counted under the same circumstances, by what happened. */
type GroupCounts = Map<string, { readonly kind: CountKind; count: number }>;

function bounded(fingerprint: string, known: Set<string>): string {
  if (known.size < MOST_FINGERPRINTS) known.add(fingerprint);
  return known.has(fingerprint) ? fingerprint : OTHERS;
}
