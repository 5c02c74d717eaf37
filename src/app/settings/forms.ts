import { readFileSync } from 'node:fs';

import { err, ok, type Result } from '../../lib/result.ts';
import { instantIn, lengthIn, shareIn } from '../../lib/written-amounts.ts';
import { countIn } from '../../lib/written-figures.ts';

/** The forms that settings take: the value, or what was expected. */
export type SettingForm<T> = (text: string) => Result<T, string>;

export const anyText: SettingForm<string> = ok;

/** Programs write settings, so there are no commas in them. */
const DIGITS = /^\d{1,9}$/;

const LEAST_SECRET_LENGTH = 32;

export const longSecret: SettingForm<string> = (text) =>
  text.length < LEAST_SECRET_LENGTH ? err(`${LEAST_SECRET_LENGTH} characters or more`) : ok(text);

export const portNumber: SettingForm<number> = (text) => {
  const port = DIGITS.test(text) ? countIn(text) : null;
  return port !== null && port <= 65_535 ? ok(port) : err('a port number from 0 to 65535');
};

export const webAddress: SettingForm<string> = (text) => {
  const protocol = URL.canParse(text) ? new URL(text).protocol : null;
  return protocol === 'http:' || protocol === 'https:'
    ? ok(text.replace(/\/+$/, ''))
    : err('a web address such as https://www.example.gov');
};

/** `500ms`, `5s`, `2m` → milliseconds */
export const milliseconds: SettingForm<number> = (text) => {
  const ms = lengthIn(text, ['ms', 's', 'm']);
  return ms === null ? err('a duration such as 500ms, 5s or 2m') : ok(ms);
};

export function oneOf<T extends string>(allowed: readonly T[]): SettingForm<T> {
  return (text) => {
    const value = allowed.find((candidate) => candidate === text);
    return value === undefined ? err(`one of ${allowed.join(', ')}`) : ok(value);
  };
}

/** A duration that is not zero. */
export const someTime: SettingForm<number> = (text) => {
  const length = milliseconds(text);
  return length.ok && length.value === 0 ? err('a duration longer than nothing') : length;
};

/** `50%` → 0.5; more than nothing, since a rule that holds at once is none. */
export const share: SettingForm<number> = (text) => {
  const percent = text.endsWith('%') ? shareIn(text) : null;
  return percent !== null && percent > 0
    ? ok(percent)
    : err('a share such as 50%, above 0% and at most 100%');
};

export function wholeNumber(least: number): SettingForm<number> {
  return (text) => {
    const number = DIGITS.test(text) ? countIn(text) : null;
    return number !== null && number >= least
      ? ok(number)
      : err(`a whole number, ${least} or more`);
  };
}

/** A path → what the file holds. */
export const pemFile: SettingForm<string> = (path) => {
  try {
    const text = readFileSync(path, 'utf8');
    return text.includes('-----BEGIN ')
      ? ok(text)
      : err('the path of a PEM file; this one is none');
  } catch {
    return err('the path of a PEM file that this program may read');
  }
};

/** `2026-12-01T07:00Z/2026-12-01T09:00Z, …` */
export const intervals: SettingForm<readonly { readonly from: Date; readonly until: Date }[]> = (
  text,
) => {
  const read = text.split(',').flatMap((interval) => {
    const [from, until, ...more] = interval.trim().split('/').map(instantIn);
    const isOne = from && until && from < until && more.length === 0;
    return isOne ? [{ from, until }] : [];
  });
  return read.length === text.split(',').length
    ? ok(read)
    : err(
        'intervals with a time zone, each from earlier to later: 2026-12-01T07:00Z/2026-12-01T09:00Z',
      );
};
