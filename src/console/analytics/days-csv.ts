import type { DayFigures } from '../../analytics/index.ts';
import { csvOf } from '../remarks/csv.ts';
import { timeInEasternTime } from '../../lib/eastern-time.ts';
import type { EventMarker } from './event-markers.ts';
import { HAPPENED, happenedIn } from './happened.ts';
import { shownDays } from './shown-days.ts';

const COLUMNS = [
  'day',
  'people',
  'visits',
  'views',
  'people_who_read_help',
  'phone_taps',
  'script_errors',
  'survey_shown',
  'survey_answered',
  'minutes_not_taken',
  'events',
];

/** Every day with what happened to the release on it. Where no events were taken, cells are empty: nobody knows. */
export function daysCsv(all: readonly DayFigures[], events: readonly EventMarker[]): string {
  const { days, markers } = shownDays(all, events, all.length);
  const rows = days.map(({ day, counts, missedMinutes, markers: numbers }) => [
    day,
    ...(counts === null ? NOT_KNOWN : happenedIn(counts).map(String)),
    String(missedMinutes),
    markers
      .filter(({ number }) => numbers.includes(number))
      .map(({ at, what }) => `${timeInEasternTime(at)}: ${what}`)
      .join('; '),
  ]);
  return csvOf([COLUMNS, ...rows]);
}

const NOT_KNOWN: readonly string[] = HAPPENED.map(() => '');
