import { readFileSync } from 'node:fs';

import { err, ok, type Result } from '../../lib/result.ts';
import { countIn, instantIn, lengthIn, shareIn } from '../../lib/written/index.ts';

/** The forms that settings take: the value, or what was expected. */
export type SettingForm<T> = (text: string) => Result<T, string>;

const LONGEST_TEXT = 1_000;
/** Programs write settings, so there are no commas in them. */
const DIGITS = /^\d{1,9}$/;

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

/** `search, profile_contacts` */
export const featureList: SettingForm<readonly string[]> = (text) => {
  const names = text.split(',').map((name) => name.trim());
  return names.every((name) => name !== '' && plainText(name).ok)
    ? ok([...new Set(names)])
    : err('names of features separated by commas, such as profile_contacts');
};

export const LEAST_SECRET_LENGTH = 32;
/** Fewer are a placeholder, and quickly guessed. */
const LEAST_DIFFERENT = 8;

export const longSecret: SettingForm<string> = (text) => {
  if (text.length < LEAST_SECRET_LENGTH) return err(`${LEAST_SECRET_LENGTH} characters or more`);
  return new Set(text).size < LEAST_DIFFERENT
    ? err(`at least ${LEAST_DIFFERENT} different characters, such as openssl rand -hex 32 makes`)
    : plainText(text);
};

const LEAST_KEY_BYTES = 24;
const LONGEST_KEY_BYTES = 64;

/** A key as Standard Webhooks write it; gives its bytes. */
export const webhookSecret: SettingForm<Buffer> = (text) => {
  const [, base64 = ''] = /^whsec_([A-Za-z0-9+/]+={0,2})$/u.exec(text) ?? [];
  const key = Buffer.from(base64, 'base64');
  const isOne = key.toString('base64') === base64;
  return isOne && key.length >= LEAST_KEY_BYTES && key.length <= LONGEST_KEY_BYTES
    ? ok(key)
    : err('whsec_ and 24 to 64 bytes in base64, such as openssl rand -base64 32 makes');
};

export const portNumber: SettingForm<number> = (text) => portFrom(0, text);

/** A port that people can be sent to: 0 would be any. */
export const publicPort: SettingForm<number> = (text) => portFrom(1, text);

function portFrom(least: number, text: string): Result<number, string> {
  const port = DIGITS.test(text) ? countIn(text) : null;
  const fits = port !== null && port >= least && port <= 65_535;
  return fits ? ok(port) : err(`a port number from ${least} to 65535`);
}

const LONGEST_MS = 86_400_000;

/** `500ms`, `5s`, `2m` → milliseconds */
export const milliseconds: SettingForm<number> = (text) => {
  const length = lengthIn(text, ['ms', 's', 'm']);
  if (length === null) return err('a duration such as 500ms, 5s or 2m');
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
  const percent = text.endsWith('%') ? shareIn(text) : null;
  return percent !== null && percent > 0
    ? ok(percent)
    : err('a share such as 50%, above 0% and at most 100%');
};

export function wholeNumber(least: number, most = Infinity): SettingForm<number> {
  const range = most === Infinity ? `, ${least} or more` : ` from ${least} to ${most}`;
  return (text) => {
    const number = DIGITS.test(text) ? countIn(text) : null;
    return number !== null && number >= least && number <= most
      ? ok(number)
      : err(`a whole number${range}`);
  };
}

const TAG = /^([a-z][a-z0-9_]{0,62}):([\w./-]{1,100})$/i;
const MOST_TAGS = 20;

/** `service:phcc,team:profile` → what each tag says */
export const tagList: SettingForm<Readonly<Record<string, string>>> = (text) => {
  const parts = text.split(',').map((part) => TAG.exec(part.trim()));
  const tags = parts.flatMap((part) => (part ? [[part[1] ?? '', part[2] ?? ''] as const] : []));
  const isRead = tags.length === parts.length && tags.length <= MOST_TAGS;
  return isRead && new Set(tags.map(([name]) => name)).size === tags.length
    ? ok(Object.fromEntries(tags))
    : err('tags separated by commas, each once, such as service:phcc,team:profile');
};

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
