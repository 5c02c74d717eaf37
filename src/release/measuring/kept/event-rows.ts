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
  const parts: PersonEvent[][][] = [];
  let last: PersonEvent | null = null;
  for (const event of events) {
    const part = parts.at(-1);
    const isNext = last !== null && last.run === event.run && last.number + 1 === event.number;
    if (!part || !isNext) parts.push([[event]]);
    else if (last && isOfOneAnswer(last, event)) part.at(-1)?.push(event);
    else if (part.length < MOST) part.push([event]);
    else parts.push([[event]]);
    last = event;
  }
  return parts.flatMap(rowOf);
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

function rowOf(answers: readonly (readonly PersonEvent[])[]): readonly EventRow[] {
  const [first, last] = [answers[0]?.[0], answers.at(-1)?.at(-1)];
  if (!first || !last) return [];
  const { run, at } = first;
  return [{ run, at, last: last.number, events: answers.flatMap((one) => packed(one, at)) }];
}

function packed(events: readonly PersonEvent[], since: Date): readonly PackedEvents[] {
  const [first] = events;
  if (!first) return [];
  const kinds = events.reduce((bits, { kind }) => bits | (1 << KINDS.indexOf(kind)), 0);
  const hours = events.flatMap(({ kind, hourBefore }) => (isHourly(kind) ? [hourBefore] : []));
  const after = first.at.getTime() - since.getTime();
  return [[kinds, first.opening, COHORTS.indexOf(first.cohort), first.share, after, ...hours]];
}

/** Of a million people there are millions: each is made once, and in one go. */
export function eventsIn({ run, last, at: since, events }: EventRow): readonly PersonEvent[] {
  const all: PersonEvent[] = [];
  let number = last - events.reduce((sum, [bits]) => sum + kindsIn(bits).length, 0);
  for (const [bits, opening, cohortIndex, share, after, ...hours] of events) {
    const cohort = COHORTS[cohortIndex] ?? 'tester';
    const at = new Date(since.getTime() + after);
    let hour = 0;
    for (const { kind, isOfHour } of kindsIn(bits)) {
      const hourBefore = isOfHour ? (hours[hour++] ?? null) : null;
      number += 1;
      all.push({ run, opening, kind, cohort, share, at, hourBefore, number });
    }
  }
  return all;
}

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
