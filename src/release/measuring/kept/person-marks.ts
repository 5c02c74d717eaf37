import { createHash } from 'node:crypto';

import { DAY_MS, HOUR_MS } from '../../../lib/duration.ts';
import { isHourly, KINDS, type FirstEvent, type NewPersonEvent } from './person-event.ts';

/** A number for each thing that counts once of a person in a run. Each has six bytes in a store. */
export type PersonMarks = readonly number[];

export type FirstOf<Event> = Event & Pick<FirstEvent, 'hourBefore'>;

/** The event, if it counts; then the marks of its person know it. Null: it was seen of them before. */
export function takeFirst<Event extends NewPersonEvent>(
  known: Map<string, PersonMarks>,
  key: string,
  event: Event,
): FirstOf<Event> | null {
  const marks = known.get(key) ?? [];
  const mark = markOf(event);
  const before = isHourly(event.kind) ? marks.find((one) => placeIn(one) === placeIn(mark)) : mark;
  const isKnown = before !== undefined && marks.includes(before);
  if (isKnown && before >= mark) return null;
  known.set(key, [...marks.filter((one) => one !== before), mark]);
  return { ...event, hourBefore: isKnown ? timeIn(before) : null };
}

/** By which a person is known in a run: 128 bits in hexadecimal. */
export function personKey(
  releaseId: string,
  { run, person }: Pick<NewPersonEvent, 'run' | 'person'>,
): string {
  const digest = createHash('sha256').update(JSON.stringify([releaseId, run, person]));
  return digest.digest('hex').slice(0, 32);
}

const HEX_DIGITS = 12;

export function marksInHex(hex: string): PersonMarks {
  return Array.from({ length: hex.length / HEX_DIGITS }, (_, index) =>
    Number.parseInt(hex.slice(index * HEX_DIGITS, (index + 1) * HEX_DIGITS), 16),
  );
}

export function hexOf(marks: PersonMarks): string {
  return marks.map((mark) => mark.toString(16).padStart(HEX_DIGITS, '0')).join('');
}

/** Stores know a cohort by its place here. */
export const COHORTS = ['open', 'closed', 'tester'] as const;

/** So many kinds, cohorts, and openings of one release there can be; what is left tells hours beyond the year 2400. */
const PLACES = 16 * 4 * 2 ** 20;

/** The same for what counts once: the kind, where, and from a day or an hour on. */
export function markOf(event: Omit<NewPersonEvent, 'person' | 'share'>): number {
  return timeOf(event) * PLACES + placeOf(event);
}

const placeIn = (mark: number): number => mark % PLACES;
const timeIn = (mark: number): number => Math.floor(mark / PLACES);

type Placed = Pick<NewPersonEvent, 'kind' | 'opening' | 'cohort'>;

/** What a mark is of: the kind, and, where it counts once in an opening, which and for which cohort. */
export function thingIn(mark: number): Placed {
  const place = placeIn(mark);
  const where = Math.floor(place / 16);
  const [kind, cohort] = [KINDS[place % 16] ?? 'came', COHORTS[where % 4] ?? 'tester'];
  return { kind, cohort, opening: Math.floor(where / 4) };
}

/** Which of two posts comes first must not say in which cohort of an opening a person counts. */
function placeOf({ kind, opening, cohort }: Placed): number {
  const where = isOfRun(kind) ? 0 : opening * 4 + COHORTS.indexOf(cohort);
  return where * 16 + KINDS.indexOf(kind);
}

function isOfRun(kind: NewPersonEvent['kind']): boolean {
  return kind === 'failed' || kind === 'slow' || isDaily(kind);
}

function isDaily(kind: NewPersonEvent['kind']): boolean {
  return kind.endsWith('-on-day');
}

function timeOf({ kind, at }: Pick<NewPersonEvent, 'kind' | 'at'>): number {
  if (isHourly(kind)) return Math.floor(at.getTime() / HOUR_MS);
  return isDaily(kind) ? Math.floor(at.getTime() / DAY_MS) : 0;
}
