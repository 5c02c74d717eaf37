import { isHourly, KINDS, type PersonEvent } from './person-event.ts';
import { COHORTS } from './person-marks.ts';

/** Events of one run that were kept one after the other, as a store has them. */
export type EventRow = {
  readonly run: number;
  /** The number of the last of them; each of the others has the number before. */
  readonly last: number;
  /** From which times are counted. */
  readonly at: Date;
  readonly events: readonly PackedEvents[];
};

/**
 * What one answer said of a person: a bit for each kind, the opening, the cohort's place in `COHORTS`, the share,
 * milliseconds after the row's time, and for each kind of an hour the hour before.
 */
export type PackedEvents = readonly [number, number, number, number, number, ...(number | null)[]];

/** So many answers at most. */
const MOST = 100;

export function rowsOf(events: readonly PersonEvent[]): readonly EventRow[] {
  return partsOf(events, MOST).flatMap((part) => rowOf(part) ?? []);
}

/** The last row of a release, as far as it has to be known to go on. */
export type LastRow = Pick<EventRow, 'run' | 'last' | 'at'> & { readonly answers: number };

/**
 * The same where there are rows before: what still fits into the last of them, if anything, and further rows. Where people
 * come one at a time, a row for each would take several times the space.
 */
export function rowsAfter(
  before: LastRow,
  events: readonly PersonEvent[],
): { readonly longer: EventRow | null; readonly rows: readonly EventRow[] } {
  const [first] = events;
  const isNext = first?.run === before.run && first.number === before.last + 1;
  if (!isNext || before.answers >= MOST) return { longer: null, rows: rowsOf(events) };
  const [fitting = [], ...parts] = partsOf(events, MOST - before.answers);
  return { longer: rowOf(fitting, before.at), rows: parts.flatMap((part) => rowOf(part) ?? []) };
}

/** Each for a row of its own; the first has so many answers at most. */
function partsOf(
  events: readonly PersonEvent[],
  mostInFirst: number,
): readonly (readonly (readonly PersonEvent[])[])[] {
  const parts: PersonEvent[][][] = [];
  let last: PersonEvent | null = null;
  for (const event of events) {
    const part = parts.at(-1);
    const most = parts.length === 1 ? mostInFirst : MOST;
    const isNext = last !== null && last.run === event.run && last.number + 1 === event.number;
    if (!part || !isNext) parts.push([[event]]);
    else if (last && isOfOneAnswer(last, event)) part.at(-1)?.push(event);
    else if (part.length < most) part.push([event]);
    else parts.push([[event]]);
    last = event;
  }
  return parts;
}

function isOfOneAnswer(last: PersonEvent, next: PersonEvent): boolean {
  const { opening, cohort, share, at } = last;
  return (
    next.opening === opening &&
    next.cohort === cohort &&
    next.share === share &&
    next.at.getTime() === at.getTime() &&
    KINDS.indexOf(next.kind) > KINDS.indexOf(last.kind)
  );
}

/** Null without any. `since`: from when its times are counted; left out, from its first answer on. */
function rowOf(answers: readonly (readonly PersonEvent[])[], since?: Date): EventRow | null {
  const [first, last] = [answers[0]?.[0], answers.at(-1)?.at(-1)];
  if (!first || !last) return null;
  const { run } = first;
  const at = since ?? first.at;
  return { run, at, last: last.number, events: answers.flatMap((one) => packed(one, at)) };
}

function packed(events: readonly PersonEvent[], since: Date): readonly PackedEvents[] {
  const [first] = events;
  if (!first) return [];
  const kinds = events.reduce((bits, { kind }) => bits | (1 << KINDS.indexOf(kind)), 0);
  const hours = events.flatMap(({ kind, hourBefore }) => (isHourly(kind) ? [hourBefore] : []));
  const after = first.at.getTime() - since.getTime();
  return [[kinds, first.opening, COHORTS.indexOf(first.cohort), first.share, after, ...hours]];
}

/** Of a million people there are millions, so nothing is made of an answer that does not stay. */
export function eventsIn({ run, last, at: since, events }: EventRow): readonly PersonEvent[] {
  const sinceMs = since.getTime();
  const all: PersonEvent[] = [];
  let number = last;
  for (const answer of events) number -= kindsIn(answer[0]).length;
  for (const answer of events) {
    const [opening, cohort, share] = [answer[1], COHORTS[answer[2]] ?? 'tester', answer[3]];
    const at = new Date(sinceMs + answer[4]);
    let place = BEFORE_HOURS;
    for (const { kind, isOfHour } of kindsIn(answer[0])) {
      const hourBefore = isOfHour ? (answer[place++] ?? null) : null;
      number += 1;
      all.push({ run, opening, kind, cohort, share, at, hourBefore, number });
    }
  }
  return all;
}

/** The same of some rows, without what is not after this number. */
export function eventsAfter(mark: number, rows: readonly EventRow[]): readonly PersonEvent[] {
  return rows.flatMap(eventsIn).filter(({ number }) => number > mark);
}

/** Where the hours of an answer begin. */
const BEFORE_HOURS = 5;

type KnownKind = { readonly kind: PersonEvent['kind']; readonly isOfHour: boolean };

/** There are few combinations that anybody meets. */
const kindsOfBits = new Map<number, readonly KnownKind[]>();

function kindsIn(bits: number): readonly KnownKind[] {
  const known = kindsOfBits.get(bits);
  if (known) return known;
  const kinds = KINDS.filter((_, place) => (bits & (1 << place)) !== 0);
  const found = kinds.map((kind) => ({ kind, isOfHour: isHourly(kind) }));
  kindsOfBits.set(bits, found);
  return found;
}
