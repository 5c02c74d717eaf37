import { readFileSync } from 'node:fs';

import { err, ok, type Result } from '../../lib/result.ts';

/** The forms that settings take: the value, or what was expected. */
export type SettingForm<T> = (text: string) => Result<T, string>;

export const anyText: SettingForm<string> = ok;

const LEAST_SECRET_LENGTH = 32;

export const longSecret: SettingForm<string> = (text) =>
  text.length < LEAST_SECRET_LENGTH ? err(`${LEAST_SECRET_LENGTH} characters or more`) : ok(text);

export const portNumber: SettingForm<number> = (text) => {
  const port = Number(text);
  const fits = Number.isInteger(port) && port >= 0 && port <= 65_535;
  return fits ? ok(port) : err('a port number from 0 to 65535');
};

export const webAddress: SettingForm<string> = (text) => {
  const protocol = URL.canParse(text) ? new URL(text).protocol : null;
  return protocol === 'http:' || protocol === 'https:'
    ? ok(text.replace(/\/+$/, ''))
    : err('a web address such as https://www.example.gov');
};

const MS_PER_UNIT: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000 };

/** `500ms`, `5s`, `2m` → milliseconds */
export const milliseconds: SettingForm<number> = (text) => {
  const [, count, unit] = /^(\d+(?:\.\d+)?)(ms|s|m)$/.exec(text) ?? [];
  const perUnit = MS_PER_UNIT[unit ?? ''];
  return count === undefined || perUnit === undefined
    ? err('a duration such as 500ms, 5s or 2m')
    : ok(Number(count) * perUnit);
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
  const [, count] = /^(\d+(?:\.\d+)?)%$/.exec(text) ?? [];
  const percent = Number(count);
  return percent > 0 && percent <= 100
    ? ok(percent / 100)
    : err('a share such as 50%, above 0% and at most 100%');
};

export function wholeNumber(least: number): SettingForm<number> {
  return (text) => {
    const number = Number(text);
    const fits = /^\d{1,9}$/.test(text) && number >= least;
    return fits ? ok(number) : err(`a whole number, ${least} or more`);
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

const AN_INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)$/;

/** `2026-12-01T07:00Z/2026-12-01T09:00Z, …` */
export const intervals: SettingForm<readonly { readonly from: Date; readonly until: Date }[]> = (
  text,
) => {
  const read = text.split(',').map((interval) => {
    const [from = '', until = '', ...more] = interval.trim().split('/');
    const readable = AN_INSTANT.test(from) && AN_INSTANT.test(until) && more.length === 0;
    return { from: new Date(readable ? from : NaN), until: new Date(readable ? until : NaN) };
  });
  // Comparisons with a date that is none are false.
  return read.every(({ from, until }) => from < until)
    ? ok(read)
    : err(
        'intervals with a time zone, each from earlier to later: 2026-12-01T07:00Z/2026-12-01T09:00Z',
      );
};
