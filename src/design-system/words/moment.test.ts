import { expect, it } from 'vitest';
import { dateInWords, momentInWords } from './moment.ts';

it.each([
  ['2026-12-01T07:00:00Z', 'en', 'Tuesday, December 1, 2:00~a.m.~ET'],
  ['2026-12-01T17:05:00Z', 'en', 'Tuesday, December 1, 12:05~p.m.~ET'],
  ['2026-07-01T05:30:00Z', 'en', 'Wednesday, July 1, 1:30~a.m.~ET'],
  ['2026-12-01T17:00:00Z', 'en', 'Tuesday, December 1, noon~ET'],
  ['2026-12-01T05:00:00Z', 'en', 'Tuesday, December 1, midnight~ET'],
  ['2026-12-01T07:00:00Z', 'es', 'martes 1~de diciembre a las 2:00~a.~m., hora del Este'],
  ['2026-07-01T17:30:00Z', 'es', 'miércoles 1~de julio a la 1:30~p.~m., hora del Este'],
  ['2026-12-22T17:00:00Z', 'es', 'martes 22~de diciembre al mediodía, hora del Este'],
  ['2026-12-22T05:00:00Z', 'es', 'martes 22~de diciembre a la medianoche, hora del Este'],
] as const)('%s reads in “%s” as %s', (moment, language, words) => {
  expect(momentInWords(new Date(moment), language)).toBe(words.replaceAll('~', '\u00a0'));
});

it.each([
  ['2026-12-01T07:00:00Z', 'en', 'December 1, 2026, 2:00~a.m.~ET'],
  ['2026-12-01T07:00:00Z', 'es', '1~de diciembre de 2026 a las 2:00~a.~m., hora del Este'],
] as const)('the date of %s reads in “%s” as %s', (moment, language, words) => {
  expect(dateInWords(new Date(moment), language)).toBe(words.replaceAll('~', '\u00a0'));
});
