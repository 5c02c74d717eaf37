/** What another program tells of people, and what has to be counted of it. */
import type { Expected } from './expected.ts';
import { TOGGLES } from './plan.ts';

/** What is wrong with something told; null: nothing, if its share was ever in force. */
export type Fault =
  | 'no duration'
  | 'a status in quotes'
  | 'has yet to come'
  | 'an unknown toggle'
  | 'too old for its id'
  | 'failed by nobody’s fault'
  | 'shown to those without it'
  | null;

export type Item = {
  readonly cohort: 'open' | 'closed' | 'tester';
  readonly reader: string;
  readonly percent: number;
  /** Whether the share comes from a program that keeps it in 32 bits. */
  readonly isRounded: boolean;
  readonly hasFailed: boolean;
  readonly minutesAgo: number;
  readonly id: string | null;
  readonly fault: Fault;
};

/** Pages of which only the other program tells, so that its answers are found among those of people who visit. */
export const ENDPOINT = '/told';

/** Of whom alone the other program tells. */
export const READERS = ['reader-1', 'reader-2'] as const;

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;

/** As the other program writes it. */
export function posted(item: Item, nowMs: number): object {
  const { cohort, reader, percent, isRounded, hasFailed, id, fault } = item;
  const share = isRounded ? Math.fround(percent / 100) : percent / 100;
  return {
    kind: 'answer',
    toggle: TOGGLES[0],
    person: reader,
    cohort,
    share,
    shown: cohort !== 'closed',
    ofFeature: false,
    endpoint: ENDPOINT,
    status: hasFailed ? 500 : 200,
    cause: hasFailed ? 'us' : null,
    durationMs: 120,
    hasContent: null,
    at: new Date(toldAtMs(item, nowMs)).toISOString(),
    ...(id !== null && { id }),
    ...(fault !== null && FAULTY[fault]),
  };
}

const FAULTY: Readonly<Record<Exclude<Fault, null>, object>> = {
  'no duration': { durationMs: null },
  'a status in quotes': { status: '200' },
  'has yet to come': {},
  'an unknown toggle': { toggle: 'nobodys_page' },
  'too old for its id': { id: 'an old one' },
  'failed by nobody’s fault': { status: 500, cause: null },
  'shown to those without it': { cohort: 'closed', shown: true },
};

function toldAtMs({ minutesAgo, fault }: Item, nowMs: number): number {
  if (fault === 'has yet to come') return nowMs + 60 * MINUTE_MS;
  return nowMs - (fault === 'too old for its id' ? 2 * DAY_MINUTES : minutesAgo) * MINUTE_MS;
}

/** The position of the stage run in which it counts, from 1; 0 for people who came while it was open for no share. */
export type Judgment =
  | { readonly counts: true; readonly opening: number }
  | { readonly counts: false; readonly code: string };

const refused = (code: string): Judgment => ({ counts: false, code });

export function judgmentOf(item: Item, expected: Expected, nowMs: number): Judgment {
  const { fault } = item;
  if (fault !== null && UNREADABLE.has(fault)) return refused('unreadable-observation');
  if (fault === 'too old for its id') return refused('too-old');
  const isOwned = expected.phase !== 'unknown' && expected.phase !== 'closed';
  if (!isOwned || fault === 'an unknown toggle') return refused('unowned-toggle');
  if (fault !== null || isImpossible(item)) return refused('impossible-answer');
  const opening = openingOf(item, expected, toldAtMs(item, nowMs));
  return opening === null ? refused('share-not-in-force') : { counts: true, opening };
}

const UNREADABLE: ReadonlySet<Fault> = new Set([
  'no duration',
  'a status in quotes',
  'has yet to come',
]);

function isImpossible({ cohort, percent }: Item): boolean {
  return (cohort === 'open' && percent === 0) || (cohort === 'closed' && percent === 100);
}

function openingOf(item: Item, { runs }: Expected, atMs: number): number | null {
  const { cohort, percent, isRounded } = item;
  if (cohort === 'closed' && percent === 0) return 0;
  // Of all shares here only halves are the same in 32 bits.
  const isLost = isRounded && percent % 50 !== 0;
  const isItsOwn = ({ share }: Expected['runs'][number]) =>
    cohort === 'tester' || (share > 0 && share === percent && !isLost);
  const last = runs.findLastIndex((run) => run.atMs <= atMs && isItsOwn(run));
  return last === -1 ? null : last + 1;
}

/** Everything that was answered as counted, and nothing else. */
export class ToldBook {
  readonly #answers = new Map<string, number>();
  readonly #readers = new Set<string>();
  readonly #ids = new Set<string>();

  /** Whether this id of this sender has been counted before. */
  isKnown({ id }: Item, source: string): boolean {
    return id !== null && this.#ids.has(`${source} ${id}`);
  }

  count({ cohort, hasFailed, reader, id }: Item, opening: number, source: string): void {
    if (id !== null) this.#ids.add(`${source} ${id}`);
    const kind = `${opening} ${cohort} ${hasFailed ? 500 : 200}`;
    this.#answers.set(kind, (this.#answers.get(kind) ?? 0) + 1);
    // Who came while it was open for no share is no one of a stage.
    if (opening > 0) this.#readers.add(`${opening} ${cohort} ${reader}`);
  }

  /** As the store has them: how many answers of each kind, and each person once in a stage run. */
  lines(): readonly string[] {
    const answers = [...this.#answers].map(([kind, count]) => `${kind}: ${count}`);
    return [...answers, ...this.#readers].toSorted();
  }
}
