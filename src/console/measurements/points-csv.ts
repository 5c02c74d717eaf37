import { timeInEasternTime } from '../../lib/eastern-time.ts';
import type { OverTime, PointOfCohort } from '../../release/index.ts';
import { csvOf } from '../remarks/csv.ts';
import { evidenceAlong, shareOfLimit } from './charts.tsx';
import type { ShownTime } from './shown-points.ts';

const COHORT_COLUMNS = [
  'people_first_seen',
  'first_failed_visits',
  'answers',
  'errors_our_fault',
  'errors_of_va_profile',
  'errors_in_what_was_asked',
  'slow_answers',
];

const COLUMNS = [
  'from',
  'minutes',
  ...COHORT_COLUMNS.map((name) => `${name}_with`),
  ...COHORT_COLUMNS.map((name) => `${name}_without`),
  'evidence_part_of_limit',
  'events',
];

/** Every point of the page. Where nobody was answered, nobody knows of errors: those cells are empty. */
export function pointsCsv(overTime: OverTime, { points, markers }: ShownTime): string {
  const evidence = evidenceAlong(points);
  const rows = points.map(({ at, open, closed, markers: numbers }, index) => {
    const log = evidence[index] ?? null;
    return [
      at,
      String(overTime.everyMinutes),
      ...cellsOf(open),
      ...cellsOf(closed),
      log === null ? '' : String(shareOfLimit(log, overTime.threshold)),
      markers
        .filter(({ number }) => numbers.includes(number))
        .map((event) => `${timeInEasternTime(event.at)}: ${event.what}`)
        .join('; '),
    ];
  });
  return csvOf([COLUMNS, ...rows]);
}

function cellsOf({ came, failed, answers, errors, slow }: PointOfCohort): readonly string[] {
  const known = [errors.us, errors.dependency, errors.client, slow];
  return [came, failed, answers]
    .map(String)
    .concat(known.map((count) => (answers === 0 ? '' : String(count))));
}
