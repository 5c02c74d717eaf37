import { MINUTES_PER_DAY, MINUTES_PER_HOUR } from '../../lib/duration.ts';
import { dayInEasternWords, timeInEasternTime } from '../../lib/eastern-time.ts';
import type { MeasuredPoint, OverTime, ReleaseStatus } from '../../release/index.ts';
import {
  eventMarkers,
  MARKED_KINDS,
  type NumberedMarker,
  type PlannedTime,
} from '../charts/event-markers.ts';

/** A point as charts and tables show it. */
export type ShownPoint = MeasuredPoint & {
  readonly name: string;
  readonly markers: readonly number[];
};

export type ShownTime = {
  readonly points: readonly ShownPoint[];
  readonly markers: readonly NumberedMarker[];
};

/** So many events are told apart in a chart; the journal has them all. */
const MOST_EVENTS = 30;

type Around = { readonly downtimes: readonly PlannedTime[]; readonly now: Date };

/** The points with the newest of what happened meanwhile. A long journal is read from its end, as far as that goes. */
export function shownTime(overTime: OverTime, release: ReleaseStatus, around: Around): ShownTime {
  const { points, everyMinutes, to } = overTime;
  const from = points[0]?.at ?? to;
  const history = newestOf(release.history, from, to);
  const [feature = ''] = release.toggles;
  const markers = eventMarkers({
    feature,
    releases: [{ ...release, history }],
    gaps: [],
    ...around,
  })
    .filter(({ at, until }) => at <= to && (until ?? at) >= from)
    .map((event, index) => ({ ...event, number: index + 1 }));
  const starts = points.map(({ at }) => at);
  const placeOf = (at: string) =>
    Math.max(
      0,
      starts.findLastIndex((start) => start <= at),
    );
  const numbers = new Map<number, number[]>();
  for (const { at, number } of markers) {
    const place = placeOf(at);
    numbers.set(place, [...(numbers.get(place) ?? []), number]);
  }
  return {
    markers,
    points: points.map((point, index) => ({
      ...point,
      name: nameOf(point.at, everyMinutes),
      markers: numbers.get(index) ?? [],
    })),
  };
}

type HistoryOfRelease = ReleaseStatus['history'];

function newestOf(history: HistoryOfRelease, from: string, to: string): HistoryOfRelease {
  const newest: HistoryOfRelease[number][] = [];
  for (let index = history.length - 1; index >= 0 && newest.length < MOST_EVENTS; index -= 1) {
    const line = history[index];
    // What opened the first part is as old as it, to the minute.
    if (!line || line.at < from) break;
    if (line.at <= to && MARKED_KINDS.has(line.kind)) newest.unshift(line);
  }
  return newest;
}

/** `10:05 AM`, `Apr 8, 10 AM` or `Apr 8`. */
function nameOf(at: string, everyMinutes: number): string {
  const [day = '', year = '', time = ''] = timeInEasternTime(at).replace(/ ET$/, '').split(', ');
  if (everyMinutes === MINUTES_PER_DAY) return day;
  if (everyMinutes < MINUTES_PER_HOUR) return time;
  return year === '' ? day : `${day}, ${time.replace(':00', '')}`;
}

/** When a part began, in the words of a table. */
export function partInWords(at: string, everyMinutes: number): string {
  return everyMinutes === MINUTES_PER_DAY ? dayInEasternWords(at) : timeInEasternTime(at);
}
