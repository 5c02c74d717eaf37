/** A planned stretch of time in which VA Profile is worked on and not asked. It is over at `until`. */
export type Downtime = { readonly from: Date; readonly until: Date };

export type DowntimeOutlook =
  | { readonly kind: 'none' }
  | { readonly kind: 'soon'; readonly downtime: Downtime }
  | { readonly kind: 'now'; readonly downtime: Downtime };

/** How long before a downtime Veterans are told of it, in milliseconds. */
const NOTICE_MS = 60 * 60_000;

/** What Veterans need to know of planned downtimes now; one that is under way comes before one to come. */
export function downtimeOutlook(downtimes: readonly Downtime[], now: Date): DowntimeOutlook {
  const underWay = downtimes.filter(({ from, until }) => from <= now && now < until);
  if (underWay.length > 0) return { kind: 'now', downtime: lastToEnd(underWay) };
  const announcedFrom = now.getTime() + NOTICE_MS;
  const soon = downtimes.filter(({ from }) => now < from && from.getTime() <= announcedFrom);
  const [next] = soon.toSorted((one, other) => one.from.getTime() - other.from.getTime());
  return next ? { kind: 'soon', downtime: next } : { kind: 'none' };
}

/** Where downtimes overlap, the page is back when the last of them is over. */
function lastToEnd(downtimes: readonly Downtime[]): Downtime {
  return downtimes.reduce((last, other) => (other.until > last.until ? other : last));
}
