import type { DayFigures } from '../../analytics/index.ts';
import { dayInEasternTime, shortDayInWords } from '../../lib/eastern-time.ts';
import type { EventMarker, NumberedMarker } from '../charts/event-markers.ts';

/** A day as the chart and its tables show it. */
export type ShownDay = DayFigures & {
  /** `Apr 8` */
  readonly name: string;
  /** Numbers of the events that began or lasted on it. */
  readonly markers: readonly number[];
};

/** So many fit a phone’s width; the file has them all. */
export const MOST_DAYS = 60;

type DaysAndMarkers = {
  readonly days: readonly ShownDay[];
  readonly markers: readonly NumberedMarker[];
};

/** The newest days, and the events of these days by their numbers. */
export function shownDays(
  all: readonly DayFigures[],
  events: readonly EventMarker[],
  most = MOST_DAYS,
): DaysAndMarkers {
  const days = all.slice(-most);
  const first = days.at(0)?.day ?? '';
  const markers = events
    .filter(({ at, until }) => dayOf(until ?? at) >= first)
    .map((event, index) => ({ ...event, number: index + 1 }));
  return {
    days: days.map((day, index) => ({
      ...day,
      name: shortDayInWords(day.day),
      // What began before the first day that is shown stands at its beginning.
      markers: markers.flatMap(({ at, number }) =>
        dayOf(at) === day.day || (index === 0 && dayOf(at) < first) ? [number] : [],
      ),
    })),
    markers,
  };
}

const dayOf = (iso: string) => dayInEasternTime(new Date(iso));
