/** Where a release stands, as the model has it, and what follows from that. */
import type { ItemAnswer } from '../../src/release/journal/go-no-go/facts.ts';
import { HOURS } from './plan.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export type Expected = {
  readonly version: number;
  readonly applied: number;
  readonly phase:
    | 'unknown'
    | 'draft'
    | 'testing'
    | 'rollout'
    | 'fully-on'
    | 'rolled-back'
    | 'closed';
  /** Percent of each stage, by the newest plan. */
  readonly shares: readonly number[];
  readonly planVersion: number;
  readonly stage: number | null;
  readonly openedAtMs: number;
  readonly tested: boolean;
  /** Up to which stage, by its position; null without a go. */
  readonly go: number | null;
  /** The roles that the plan asks a go of, a person each. */
  readonly signers: readonly string[];
  /** Whose no-go stands: each until its author, or two others, have signed. */
  readonly noGos: readonly string[];
  /** Since the last thing that voided all. */
  readonly signed: readonly Signature[];
  /** What it is held for: a person’s reason, or a cause of the program. */
  readonly held: string | null;
  readonly answer: boolean | null;
  /** What the engineer says to the item of the go/no-go, since the last rollback. */
  readonly item: ItemAnswer | null;
  readonly itemSaid: { readonly name: string; readonly why: string | null } | null;
  readonly testers: ReadonlyMap<string, string | null>;
  readonly everyoneSinceMs: number | null;
  readonly checkIns: ReadonlySet<string>;
  readonly stopped: boolean;
  /** The rollbacks whose figures are still to follow, by version. */
  readonly awaited: readonly number[];
  /** Every opening of Phase I and of a stage so far, that of earlier attempts too. */
  readonly runs: readonly { readonly share: number; readonly atMs: number }[];
  /** The last entry that tells people something: whoever has seen it has seen the release as it is. */
  readonly toldVersion: number;
  /** The last reason that anybody gave, and who. */
  readonly lastReason: { readonly who: Person; readonly why: string } | null;
};

export type Person = { readonly name: string; readonly role: string };

/** `reach`: the position of the last stage that it is for. */
export type Signature = Person & { readonly reach: number };

export const NOTHING: Expected = {
  version: 0,
  applied: 0,
  phase: 'unknown',
  shares: [],
  planVersion: 0,
  stage: null,
  openedAtMs: 0,
  tested: false,
  go: null,
  signers: [],
  noGos: [],
  signed: [],
  held: null,
  answer: null,
  item: null,
  itemSaid: null,
  testers: new Map(),
  everyoneSinceMs: null,
  checkIns: new Set(),
  stopped: false,
  awaited: [],
  runs: [],
  toldVersion: 0,
  lastReason: null,
};

export const PASSES_BY_ITSELF: ReadonlySet<string | null> = new Set([
  'dependency',
  'incident',
  'blind',
]);

export function isOut({ phase }: Expected): boolean {
  return phase === 'rollout' || phase === 'fully-on';
}

/** Whether the newest entry says that the flags agree with all before it. */
export function isSettled({ version, applied }: Expected): boolean {
  return applied === version - 1;
}

/** The stages are A, B, C …; a go without a letter is one for everything. */
export function reachOf(upTo: string | undefined): number {
  return upTo === undefined ? Infinity : upTo.charCodeAt(0) - 'A'.charCodeAt(0);
}

/** Whether a go that these have signed for the same is in force: all roles of the plan, and every no-go lifted. */
export function isInForce(
  { signers, noGos }: Pick<Expected, 'signers' | 'noGos'>,
  signed: readonly Person[],
): boolean {
  const names = new Set(signed.map(({ name }) => name));
  const isLifted = (author: string) => names.has(author) || names.size >= 2;
  return (
    signers.every((asked) => signed.some(({ role }) => role === asked)) && noGos.every(isLifted)
  );
}

/** No override passes a go that is not there, nor an item without a good answer. */
export function reaches({ go, item }: Expected, stage: number): boolean {
  return go !== null && stage <= go && isGood(item);
}

export function isGood(item: ItemAnswer | null): boolean {
  return item === 'no' || item === 'not-applicable';
}

/** Whether the open stage has lasted as long as the plan asks, and what is asked of people was answered yes. */
export function isTime({ stage, openedAtMs, answer }: Expected, nowMs: number): boolean {
  if (stage === null) return true;
  return nowMs - openedAtMs >= (HOURS[stage] ?? 0) * HOUR_MS && answer === true;
}

export function shareOf({ stage, shares }: Expected): number {
  return stage === null ? 0 : (shares[stage] ?? 0);
}

export function dueMs({ everyoneSinceMs }: Expected, checkIn: string): number {
  if (everyoneSinceMs === null) return Infinity;
  const due = new Date(everyoneSinceMs);
  if (checkIn === 'one-week') return everyoneSinceMs + 7 * DAY_MS;
  const day = due.getUTCDate();
  due.setUTCMonth(due.getUTCMonth() + 1);
  if (due.getUTCDate() !== day) due.setUTCDate(0);
  return due.getTime();
}

/** For whom the release is to be open. */
export type Order = {
  readonly everyone: boolean;
  readonly percentage: number;
  readonly testers: readonly string[];
};

export function orderIn(expected: Expected): Order {
  const testers = [...expected.testers.values()].filter((account) => account !== null).toSorted();
  switch (expected.phase) {
    case 'testing':
      return { everyone: false, percentage: 0, testers };
    case 'rollout':
      return { everyone: false, percentage: shareOf(expected), testers };
    case 'fully-on':
      return { everyone: true, percentage: 0, testers: [] };
    default:
      return { everyone: false, percentage: 0, testers: [] };
  }
}
