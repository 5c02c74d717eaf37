import { describe, expect, test } from 'vitest';

import { timeIn } from './ruby-time.ts';

describe('a time in a text', () => {
  test.each([
    ['2027-01-31T09:00:00Z', '2027-01-31T09:00:00.000Z'],
    ['2027-01-31T09:00:00.25+02:00', '2027-01-31T07:00:00.250Z'],
    ['2027-01-31 09:00 -0500', '2027-01-31T14:00:00.000Z'],
    ['2027-01-31 09:00:00 UTC', '2027-01-31T09:00:00.000Z'],
    ['2027/1/31 9:00 pm EST', '2027-02-01T02:00:00.000Z'],
    ['20270131 12:15 am PDT', '2027-01-31T07:15:00.000Z'],
    ['Sun, 31 Jan 2027 09:00:00 GMT', '2027-01-31T09:00:00.000Z'],
    ['January 31, 2027 9:00 Z', '2027-01-31T09:00:00.000Z'],
    ['31-Jan-2027 09:00 +05', '2027-01-31T04:00:00.000Z'],
  ])('reads %s as %s', (text, time) => {
    expect(timeIn(text)?.toISOString()).toBe(time);
  });

  test.each([
    ['2027-01-31', new Date(2027, 0, 31)],
    ['Jan 31 2027', new Date(2027, 0, 31)],
    ['2027-07-31 17:30', new Date(2027, 6, 31, 17, 30)],
  ])('takes %s for the time of the server’s zone', (text, time) => {
    expect(timeIn(text)).toEqual(time);
  });

  test.each([
    ...['', 'garbage', '2027', '12:00', '2027-13-01', '2027-02-30', '2027-01-32', '0027-01-01'],
    ...['2027-01-31 25:00', '2027-01-31 09:60', '2027-01-31 13:00 pm', '2027-01-31 09:00 XYZ'],
    ...['2027-01/31', '31 Foo 2027', '2027-01-31T09:00:00+24:00', '2027-01-31 and more'],
  ])('does not guess at %j', (text) => {
    expect(timeIn(text)).toBeNull();
  });
});
