import { expect, it } from 'vitest';
import { momentInWords } from './moment.ts';

it.each([
  ['2026-12-01T07:00:00Z', 'en', 'Tuesday, December 1, 2:00 a.m. ET'],
  ['2026-12-01T17:05:00Z', 'en', 'Tuesday, December 1, 12:05 p.m. ET'],
  ['2026-07-01T05:30:00Z', 'en', 'Wednesday, July 1, 1:30 a.m. ET'],
  ['2026-12-01T07:00:00Z', 'es', 'martes, 1 de diciembre, 2:00 a. m., hora del Este'],
] as const)('%s reads in “%s” as %s', (moment, language, words) => {
  expect(momentInWords(new Date(moment), language)).toBe(words);
});
