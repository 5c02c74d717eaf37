import { readFileSync } from 'node:fs';

import { err, ok, type Result } from '../../lib/result.ts';

/** The forms that settings take: the value, or what was expected. */
export type SettingForm<T> = (text: string) => Result<T, string>;

const LONGEST_TEXT = 1_000;

/** One line of text. */
export const plainText: SettingForm<string> = (text) =>
  text.length <= LONGEST_TEXT && !/[\p{Cc}\p{Surrogate}]/u.test(text)
    ? ok(text)
    : err(`one line of text, at most ${LONGEST_TEXT} characters`);

/** Text that an HTTP header can carry: no blanks, and nothing beyond ASCII. */
export const word: SettingForm<string> = (text) =>
  text.length <= LONGEST_TEXT && /^[\x21-\x7e]+$/.test(text)
    ? ok(text)
    : err('letters, digits and signs of ASCII without blanks, as a header can carry them');

export const LEAST_SECRET_LENGTH = 32;
/** Fewer are a placeholder, and quickly guessed. */
const LEAST_DIFFERENT = 8;

export const longSecret: SettingForm<string> = (text) => {
  if (text.length < LEAST_SECRET_LENGTH) return err(`${LEAST_SECRET_LENGTH} characters or more`);
  return new Set(text).size < LEAST_DIFFERENT
    ? err(`at least ${LEAST_DIFFERENT} different characters, such as openssl rand -hex 32 makes`)
    : plainText(text);
};

export const portNumber: SettingForm<number> = (text) => portFrom(0, text);

/** A port that people can be sent to: 0 would be any. */
export const publicPort: SettingForm<number> = (text) => portFrom(1, text);

function portFrom(least: number, text: string): Result<number, string> {
  const fits = /^\d{1,5}$/.test(text) && Number(text) >= least && Number(text) <= 65_535;
  return fits ? ok(Number(text)) : err(`a port number from ${least} to 65535`);
}

const MS_PER_UNIT: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000 };

const LONGEST_MS = 86_400_000;

/** `500ms`, `5s`, `2m` → milliseconds */
export const milliseconds: SettingForm<number> = (text) => {
  const [, count, unit] = /^(\d{1,9}(?:\.\d{1,3})?)(ms|s|m)$/.exec(text) ?? [];
  const perUnit = MS_PER_UNIT[unit ?? ''];
  if (count === undefined || perUnit === undefined)
    return err('a duration such as 500ms, 5s or 2m');
  const length = Number(count) * perUnit;
  return length > LONGEST_MS ? err('a duration of a day (1440m) or less') : ok(length);
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

/** JavaScript takes 30 February for 2 March. */
function isInstant(text: string): boolean {
  if (!AN_INSTANT.test(text)) return false;
  const [day = ''] = text.split('T', 1);
  const midnight = new Date(`${day}T00:00Z`);
  const isDay = !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(day);
  return isDay && !Number.isNaN(Date.parse(text));
}

/** `2026-12-01T07:00Z/2026-12-01T09:00Z, …` */
export const intervals: SettingForm<readonly { readonly from: Date; readonly until: Date }[]> = (
  text,
) => {
  const read = text.split(',').map((interval) => {
    const [from = '', until = '', ...more] = interval.trim().split('/');
    const readable = isInstant(from) && isInstant(until) && more.length === 0;
    return { from: new Date(readable ? from : NaN), until: new Date(readable ? until : NaN) };
  });
  // Comparisons with a date that is none are false.
  return read.every(({ from, until }) => from < until)
    ? ok(read)
    : err(
        'intervals with a time zone, each from earlier to later: 2026-12-01T07:00Z/2026-12-01T09:00Z',
      );
};
