import {
  type DateRange,
  type Field,
  type PlanDate,
  type PlanDocument,
  typedValue,
} from '../../plan/index.ts';
import type { Note } from './note.ts';

/** What is odd about the dates of a field. */
export function dateNotes(plan: PlanDocument, field: Field): readonly Note[] {
  const typed = typedValue(plan, field);
  if (typed.kind !== 'dates') return [];
  const dates = [typed.from, typed.to].filter((date) => date !== null);
  return [
    ...dates.flatMap((date) => implausibleYear(date)),
    ...dates.flatMap((date) => partial(date)),
    ...endBeforeStart(typed),
  ];
}

/** VA.gov release plans begin in 2019. */
const FIRST_YEAR = 2015;
const LAST_YEAR = 2099;

function implausibleYear({ year, span }: PlanDate): readonly Note[] {
  if (year === null || (year >= FIRST_YEAR && year <= LAST_YEAR)) return [];
  const sentence = `The year is read as ${year}. Correct it.`;
  return [{ code: 'implausible-year', span, sentence }];
}

function partial({ year, day, span }: PlanDate): readonly Note[] {
  if (year !== null && day !== null) return [];
  const missing = [year === null && 'year', day === null && 'day'].filter((part) => part !== false);
  const sentence = `This date has no ${missing.join(' and no ')}, and none is assumed. Write it in full, for example “4/8/2024”.`;
  return [{ code: 'partial-date', span, sentence }];
}

function endBeforeStart({ from, to, span }: DateRange): readonly Note[] {
  if (!from || !to || from.year === null || to.year === null) return [];
  if (ordinal(to) >= ordinal(from)) return [];
  const sentence = `The range ends (${inWords(to)}) before it starts (${inWords(from)}). Correct one of the dates.`;
  return [{ code: 'end-before-start', span, sentence }];
}

function ordinal({ year, month, day }: PlanDate): number {
  return ((year ?? 0) * 12 + month) * 31 + (day ?? 31);
}

function inWords({ year, month, day }: PlanDate): string {
  return [month, day, year].filter((part) => part !== null).join('/');
}
