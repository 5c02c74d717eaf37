import { civilDate, type CivilDate } from './civil-date.ts';

/** A day that a text names, and where in the text. */
export type WrittenDate = { readonly date: CivilDate; readonly at: number };

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const NUMERIC = /(?<![\d/])(?<month>\d{1,2})\/(?<day>\d{1,2})\/(?<year>\d{4}|\d{2})(?![\d/])/g;
const ISO = /(?<![\d-])(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})(?![\d-])/g;
const SPELLED = new RegExp(
  `\\b(?<name>${MONTHS.join('|')})[a-z]*\\.?\\s+(?<day>\\d{1,2})(?:st|nd|rd|th)?,?\\s+(?<year>\\d{4})\\b`,
  'gi',
);

/** The days in a text that have day, month and year, in its order. Whatever is less is left alone: never guess. */
export function datesIn(text: string): readonly WrittenDate[] {
  return [NUMERIC, ISO, SPELLED]
    .flatMap((pattern) => [...text.matchAll(pattern)].flatMap(dateOf))
    .toSorted((one, other) => one.at - other.at);
}

function dateOf({ index, groups }: RegExpExecArray): readonly WrittenDate[] {
  const { year = '', month, name = '', day = '' } = groups ?? {};
  const named = MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
  const date = civilDate(
    year.length === 2 ? 2000 + Number(year) : Number(year),
    month === undefined ? named : Number(month),
    Number(day),
  );
  return date ? [{ date, at: index }] : [];
}
