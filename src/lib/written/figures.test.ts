import { describe, expect, it } from 'vitest';
import { isCalendarDay, malformedFigures, minuteOfDay, numberIn } from './figures.ts';

describe('a number', () => {
  it.each([
    ['7', 7],
    ['1,440', 1440],
    ['1,234,567.5', 1_234_567.5],
    ['.5', 0.5],
    ['0.5', 0.5],
    ['2,5', null],
    ['1,44', null],
    ['12.5.5', null],
    ['0x10', null],
    ['1e3', null],
    ['-5', null],
    ['', null],
    [' 5', null],
  ])('“%s” is %s', (written, number) => {
    expect(numberIn(written)).toBe(number);
  });
});

describe('a time of the day', () => {
  it.each([
    ['9:05', 545],
    ['24:00', 1440],
    ['9:75', null],
    ['24:01', null],
    ['9:5', null],
    ['9', null],
  ])('“%s” is minute %s', (written, minute) => {
    expect(minuteOfDay(written)).toBe(minute);
  });
});

describe('a day', () => {
  it.each([
    [2024, 2, 29, true],
    [2026, 2, 29, false],
    [null, 2, 29, true],
    [2026, 2, 30, false],
    [2026, 13, 1, false],
    [2026, 4, 31, false],
    [2026, 4, 0, false],
  ])('%s-%s-%s is one: %s', (year, month, day, is) => {
    expect(isCalendarDay(year, month, day)).toBe(is);
  });
});

describe('figures that are refused', () => {
  it.each([
    ['2,5%', '2,5'],
    ['0,5 %', '0,5'],
    ['about 12.5.5% of people', '12.5.5'],
    ['at 9:75 ET', '9:75'],
    ['on 2026-02-30', '2026-02-30'],
    ['2/30/2026 - 3/4/2026', '2/30/2026'],
    ['31.04.26', '31.04.26'],
    ['0x10 days', '0x10'],
    ['1e3 users', '1e3'],
    ['-5%', '-5'],
    ['(−5 %)', '−5'],
    ['1/2 day', '1/2'],
    ['1 1/2 days', '1/2'],
    ['1,50 people', '1,50'],
  ])('of “%s”: %s', (words, written) => {
    const found = malformedFigures(words);
    expect(found.map((figure) => figure.written)).toEqual([written]);
    expect(found.map(({ start, end }) => words.slice(start, end))).toEqual([written]);
  });

  it.each([
    '.5%',
    '1,440 minutes',
    '1,000 hours, then 2 days.',
    '24h',
    '1h30m',
    '5 - 8 %',
    '2 -4%',
    '2-4%',
    '150-200 users',
    '03.13.26-03.20.26',
    '3/4/2024 - 3/15/2024',
    '2024-04-08 10:00',
    '233/572 (40.7%)',
    '3/2',
    '20k, #4711',
    'Jan 8-13, 2025',
    'version v1.2.3 at 9:30am',
    'form 10-10EZR',
  ])('none in “%s”', (words) => {
    expect(malformedFigures(words)).toEqual([]);
  });
});
