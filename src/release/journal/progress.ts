import type { CheckInName, HoldCause, JournalEntry } from './journal.ts';
import { NOTHING_SAID_YET, type GoNoGo, type Signature } from './go-no-go/said.ts';
import type { ResultPlace } from '../../plan/index.ts';
import type { AwaitedRecord, StageRecord } from './stage-record.ts';
import { NOTHING_TESTED, type Testing } from '../testing/testing.ts';

/** For whom a release holds its toggles open. */
export type Access = {
  /** Account ids of testers. */
  readonly testers: readonly string[];
  /** Percent of actors, 0 to 100. */
  readonly percentage: number;
  /** Open without a share: everyone, known or not. */
  readonly everyone: boolean;
};

/** Open for no one, testers included. */
export const CLOSED: Access = { testers: [], percentage: 0, everyone: false };

/** Where a release stands: a fold of its journal. */
export type Progress = {
  /** Version of the newest journal entry, 0 when there is none. */
  readonly version: number;
  /** Version of the newest entry that the flags are known to agree with. */
  readonly appliedVersion: number;
  /** What the flags were brought to then, and whether the release was held for drift. */
  readonly applied: { readonly access: Access; readonly isDrifted: boolean };
  readonly planVersion: number;
  readonly phase: 'draft' | 'testing' | 'rollout' | 'fully-on' | 'rolled-back' | 'closed';
  /** Counts from 1, and on with each rollback: what was seen before one never speaks against what comes after. */
  readonly run: number;
  /** Whether Phase I has ever been started. */
  readonly tested: boolean;
  /** The open stage, during the rollout. */
  readonly stage: OpenStage | null;
  readonly go: Go | null;
  /** Who has signed a go since the last thing that voided all, in force or not. */
  readonly signatures: readonly Go[];
  /** The signatures that the last rollback ended. */
  readonly endedSignatures: readonly Go[];
  /** The no-gos that no one has lifted. Neither a changed plan nor a rollback ends one. */
  readonly noGos: readonly Signature[];
  readonly goNoGo: GoNoGo;
  readonly held: Hold | null;
  /** Testers by the digest of their e-mail; null until they have signed in for the first time. */
  readonly testers: ReadonlyMap<string, string | null>;
  readonly testing: Testing;
  /** The entry that made the present opening what it is: since when, by whom, why. */
  readonly since: JournalEntry | null;
  /** What people answered since the present opening, and each no of this run that was not taken back, by the question’s key. */
  readonly answers: ReadonlyMap<string, Answered>;
  /** What they answered before, in its stage and its run: to be shown, and to count for nothing. */
  readonly earlierAnswers: ReadonlyMap<string, Answered>;
  /** When everyone was first given the feature, in this run. */
  readonly everyoneSince: Date | null;
  /** What the contact center counted, by the day. */
  readonly calls: ReadonlyMap<string, CallsOfDay>;
  /** What only people know of the newest opening of each place, by place and field, as `A/changes`. */
  readonly entered: ReadonlyMap<string, EnteredResult>;
  /** What they knew of openings before those, by the same keys, in order: to be told, and to count for nothing. */
  readonly earlierEntered: readonly (readonly [string, EnteredResult])[];
  /** Answered or waived. */
  readonly checkIns: ReadonlyMap<CheckInName, CheckedIn>;
  /** What was seen of the openings that are over, in order. */
  readonly records: readonly (StageRecord | AwaitedRecord)[];
  /** The rollbacks whose figures have not followed yet. */
  readonly awaited: readonly JournalEntry[];
  /** Whether the feature is no longer shown to anyone since it was rolled back. */
  readonly exposureStopped: boolean;
  /** Rules of low severity that a person looks into, by their words. */
  readonly noted: ReadonlySet<string>;
  /** Whether people let the open stage go on although a rule of the plan can’t be measured in it. */
  readonly goesOnUnmeasured: boolean;
  /** Kinds of entries that a newer version of the program wrote, each with the last run in which it did. */
  readonly notKnown: ReadonlyMap<string, number>;
  /** The newest reason in the journal, and whose it is. */
  readonly lastReason: Omit<Signature, 'at'> | null;
};

/** `during`: the letter of the stage that was open; null: Phase I. */
export type Answered = Signature & {
  /** In the words that were answered. */
  readonly question: string;
  readonly yes: boolean;
  readonly run: number;
  readonly during: string | null;
};
export type CallsOfDay = Signature & Pick<CallsEntry, 'counts'> & { readonly stop: boolean };
type CallsEntry = Extract<JournalEntry, { kind: 'calls-entered' }>;
export type EnteredResult = Signature & Pick<ResultEntry, 'choice'>;
type ResultEntry = Extract<JournalEntry, { kind: 'result-entered' }>;
export type CheckedIn = Signature & { readonly waived: boolean };

export type OpenStage = {
  readonly stage: number;
  readonly letter: string;
  readonly percentage: number;
  readonly openedAt: Date;
  /** Other features that are open for a part of the same people, a sentence each. */
  readonly confounders: readonly string[];
};

/**
 * `upTo`: the letter of the last stage that it is for; null: of all. Where it is conditional, it is for all once its
 * conditions are closed.
 */
export type Go = Signature & { readonly upTo: string | null; readonly conditional: boolean };

/** `cause`: what the program held for; null when a person did. */
export type Hold = Signature & {
  readonly cause: HoldCause | null;
  /** Of the entry that held, or that added the newest reason: what ends this hold has to know of both. */
  readonly version: number;
  /** What others had to add, in order. */
  readonly added: readonly Signature[];
};

/** Whether it ends when what it was for ends. Any other waits for a person, as does a person’s own. */
export function passesByItself({ cause }: Hold): boolean {
  return cause !== null && PASSING.includes(cause);
}

const PASSING: readonly HoldCause[] = ['dependency', 'incident', 'blind', 'plan'];

/**
 * Whether a hold stays as it is when another is asked for. One that waits for people is not to become one that
 * the program ends; only harm that they must hear of takes its place.
 */
export function staysAsItIs(standing: Hold, asked: HoldCause | null): boolean {
  if (standing.cause === asked) return true;
  return !passesByItself(standing) && asked !== 'unsafe';
}

export type { Signature } from './go-no-go/said.ts';

export const NOTHING_YET: Progress = {
  version: 0,
  appliedVersion: 0,
  applied: { access: CLOSED, isDrifted: false },
  planVersion: 0,
  phase: 'draft',
  run: 1,
  tested: false,
  stage: null,
  go: null,
  signatures: [],
  endedSignatures: [],
  noGos: [],
  goNoGo: NOTHING_SAID_YET,
  held: null,
  testers: new Map(),
  testing: NOTHING_TESTED,
  since: null,
  answers: new Map(),
  earlierAnswers: new Map(),
  everyoneSince: null,
  calls: new Map(),
  entered: new Map(),
  earlierEntered: [],
  checkIns: new Map(),
  records: [],
  awaited: [],
  exposureStopped: false,
  noted: new Set(),
  goesOnUnmeasured: false,
  notKnown: new Map(),
  lastReason: null,
};

/** Whether a newer version of the program has taken this run to where only it knows. A rollback ends that. */
export function isBeyondUs({ notKnown, run }: Progress): boolean {
  return [...notKnown.values()].includes(run);
}

/** Whether people have the feature who were not let in by name: a share of them, or everyone. */
export function isOut({ phase }: Progress): boolean {
  return phase === 'rollout' || phase === 'fully-on';
}

/** Whether anybody has the feature, or may have it. */
export function isOpen(progress: Progress): boolean {
  return progress.phase === 'testing' || isOut(progress);
}

/** Where the plan has room for what is seen of the present opening; null: nowhere. */
export function presentPlace({ phase, stage }: Progress): ResultPlace | null {
  if (phase === 'testing') return { kind: 'testing' };
  if (phase !== 'rollout' || !stage) return null;
  return { kind: 'stage', index: stage.stage, letter: stage.letter };
}

/** The access that a release's progress calls for. A rollback closes it for testers too. */
export function accessOf(progress: Progress): Access {
  switch (progress.phase) {
    case 'draft':
    case 'rolled-back':
    case 'closed':
      return CLOSED;
    case 'testing':
      return { ...CLOSED, testers: enrolledTesters(progress) };
    case 'rollout':
      return { ...CLOSED, testers: enrolledTesters(progress), percentage: shareOf(progress) };
    case 'fully-on':
      return { ...CLOSED, everyone: true };
  }
}

function shareOf({ stage }: Progress): number {
  return stage?.percentage ?? 0;
}

export function enrolledTesters(progress: Progress): readonly string[] {
  return [...progress.testers.values()].filter((accountId) => accountId !== null);
}

export function sameAccess(one: Access, other: Access): boolean {
  return (
    one.percentage === other.percentage &&
    one.everyone === other.everyone &&
    one.testers.length === other.testers.length &&
    one.testers.every((tester) => other.testers.includes(tester))
  );
}
