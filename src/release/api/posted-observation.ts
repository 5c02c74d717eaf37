import { DAY_MS, MINUTE_MS } from '../../lib/duration.ts';
import { err, ok, type Result } from '../../lib/result.ts';
import { canBeKept, textFromPeople } from '../../lib/text-from-people.ts';
import { TOLD_FOR_MS } from '../measuring/kept/measurements.ts';
import type { Hearing, Observation, Told, UnreadableAnswer } from '../measuring/observation.ts';

export type NotRead = Omit<Extract<Hearing, { kind: 'refused' }>, 'kind'> & {
  /** Where the toggle can be read: a release lacks an answer. */
  readonly unreadable: UnreadableAnswer | null;
};

/** One item of a post, as it was written: nothing is turned into another type, and no field may be left out. */
export function readObservation(item: unknown, now: Date): Result<Told, NotRead> {
  if (!isObject(item)) return err(notRead('An observation is an object with a kind.', null));
  const fields = item['kind'] === 'heartbeat' ? HEARTBEAT : ANSWER;
  const problem = problemIn(item, fields);
  if (problem !== null) return err(notRead(problem, unreadableIn(item)));
  const { id = null, ...rest } = item as Posted;
  const claimed = rest.at === undefined ? now : new Date(rest.at);
  const untimely = untimelyIn(claimed, id, now);
  if (untimely !== null) return err({ ...untimely, unreadable: null });
  // Clocks differ by a little: nothing that was observed has yet to happen.
  return ok({ id, observation: { ...rest, at: claimed > now ? now : claimed } });
}

type Posted = Observation extends infer One
  ? One extends Observation
    ? Omit<One, 'at'> & { readonly id?: string; readonly at?: string }
    : never
  : never;

type PostedItem = Readonly<Record<string, unknown>>;

type ItemField = {
  readonly expected: string;
  readonly isRight: (value: unknown) => boolean;
  readonly isOptional?: true;
};

const isText = (longest: number) => (value: unknown) =>
  typeof value === 'string' && value !== '' && value.length <= longest && canBeKept(value);

const text = (longest: number): ItemField => ({
  expected: `text of 1 to ${longest} characters that can be kept`,
  isRight: isText(longest),
});

const oneOf = (...values: readonly (string | null)[]): ItemField => ({
  expected: `one of ${values.join(', ')}`,
  isRight: (value) => values.some((known) => known === value),
});

const number = (expected: string, isRight: (value: number) => boolean): ItemField => ({
  expected,
  isRight: (value) => typeof value === 'number' && isRight(value),
});

const YES_OR_NO: ItemField = {
  expected: 'true or false',
  isRight: (value) => typeof value === 'boolean',
};

const PATH = /^\/[^?#\s]*$/;

const ID: ItemField = { ...text(100), isOptional: true };
const AT: ItemField = {
  expected: 'a time such as 2026-11-27T10:00:00Z',
  isRight: isTime,
  isOptional: true,
};

const ANSWER: Readonly<Record<string, ItemField>> = {
  kind: oneOf('answer', 'heartbeat'),
  id: ID,
  toggle: text(255),
  person: text(255),
  cohort: oneOf('open', 'closed', 'tester'),
  share: number('a number from 0 to 1', (share) => share >= 0 && share <= 1),
  shown: YES_OR_NO,
  ofFeature: YES_OR_NO,
  endpoint: {
    expected: 'the route’s pattern, such as /letters, in up to 200 characters',
    isRight: (value) =>
      typeof value === 'string' && PATH.test(value) && textFromPeople(value, 200).text === value,
  },
  status: number(
    'a whole number from 100 to 599',
    (status) => Number.isInteger(status) && status >= 100 && status <= 599,
  ),
  cause: oneOf('us', 'dependency', 'client', null),
  durationMs: number(
    'a number of milliseconds, from 0 to those of a day',
    (duration) => duration >= 0 && duration <= DAY_MS,
  ),
  hasContent: {
    expected: 'true, false or null',
    isRight: (value) => value === null || typeof value === 'boolean',
  },
  at: AT,
};

const HEARTBEAT: Readonly<Record<string, ItemField>> = {
  kind: oneOf('heartbeat'),
  id: ID,
  toggle: text(255),
  cohort: oneOf('open', 'closed'),
  at: AT,
};

/** The first thing that is wrong. Nothing of what was sent is repeated but names of fields that are known. */
function problemIn(item: PostedItem, fields: Readonly<Record<string, ItemField>>): string | null {
  const names = Object.keys(fields);
  if (Object.keys(item).some((name) => !Object.hasOwn(fields, name))) {
    return `There is an unknown field. The fields are ${names.join(', ')}.`;
  }
  for (const [name, { expected, isRight, isOptional = false }] of Object.entries(fields)) {
    const value = item[name];
    const isFine = value === undefined ? isOptional : isRight(value);
    if (!isFine) return `“${name}” is ${inWords(value)}; expected ${expected}.`;
  }
  return null;
}

function inWords(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null || typeof value === 'number' || typeof value === 'boolean') {
    return String(value);
  }
  if (typeof value === 'string') return value === '' ? 'empty text' : 'other text';
  return Array.isArray(value) ? 'a list' : 'an object';
}

const TIME =
  /^(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/** RFC 3339, with a day that there is. */
function isTime(value: unknown): boolean {
  const [, year, month, day] = (typeof value === 'string' ? TIME.exec(value) : null) ?? [];
  if (year === undefined) return false;
  const midnight = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const isDay =
    midnight.getUTCMonth() + 1 === Number(month) && midnight.getUTCDate() === Number(day);
  return isDay && !Number.isNaN(Date.parse(String(value)));
}

/** A clock may be ahead by this much. */
const MOST_AHEAD_MS = 5 * MINUTE_MS;

function untimelyIn(
  claimed: Date,
  id: string | null,
  now: Date,
): Omit<NotRead, 'unreadable'> | null {
  const ageMs = now.getTime() - claimed.getTime();
  if (-ageMs > MOST_AHEAD_MS) {
    const sentence = `“at” has yet to come: here it is ${now.toISOString()}. Check the sender’s clock, or leave “at” out.`;
    return { code: 'unreadable-observation', sentence };
  }
  if (id === null || ageMs <= TOLD_FOR_MS) return null;
  const sentence =
    'This is more than a day old. Ids are kept for a day, so it can’t be said whether it was counted before.';
  return { code: 'too-old', sentence };
}

function unreadableIn({ kind, toggle, cohort }: PostedItem): UnreadableAnswer | null {
  if (kind === 'heartbeat' || typeof toggle !== 'string') return null;
  return { toggle, cohort: cohort === 'closed' ? 'closed' : 'open' };
}

function notRead(sentence: string, unreadable: UnreadableAnswer | null): NotRead {
  return { code: 'unreadable-observation', sentence, unreadable };
}

function isObject(value: unknown): value is PostedItem {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
