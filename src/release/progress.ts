import type { HoldCause, JournalEntry, Who } from './journal.ts';

/** Where a release stands: a fold of its journal. */
export type Progress = {
  /** Version of the newest journal entry, 0 when there is none. */
  readonly version: number;
  /** Version of the newest entry that the flags are known to agree with. */
  readonly appliedVersion: number;
  readonly planVersion: number;
  readonly phase: 'draft' | 'testing' | 'rollout' | 'rolled-back';
  /** Whether Phase I has ever been started. */
  readonly tested: boolean;
  /** The open stage, during the rollout. */
  readonly stage: OpenStage | null;
  readonly go: Signature | null;
  readonly held: Hold | null;
  /** Testers by the digest of their e-mail; null until they have signed in for the first time. */
  readonly testers: ReadonlyMap<string, string | null>;
  /** The entry that made the present opening what it is: since when, by whom, why. */
  readonly since: JournalEntry | null;
};

export type OpenStage = {
  readonly stage: number;
  readonly letter: string;
  readonly percentage: number;
  readonly openedAt: Date;
};

/** `cause`: what the program held for; null when a person did. */
export type Hold = Signature & { readonly cause: HoldCause | null };

export type Signature = { readonly who: Who; readonly at: Date; readonly why: string | null };

export const NOTHING_YET: Progress = {
  version: 0,
  appliedVersion: 0,
  planVersion: 0,
  phase: 'draft',
  tested: false,
  stage: null,
  go: null,
  held: null,
  testers: new Map(),
  since: null,
};

export function progressOf(entries: readonly JournalEntry[]): Progress {
  return entries.reduce(progressAfter, NOTHING_YET);
}

/** The same one entry later. */
export function progressAfter(progress: Progress, entry: JournalEntry): Progress {
  return { ...after(progress, entry), version: entry.version };
}

function after(progress: Progress, entry: JournalEntry): Progress {
  switch (entry.kind) {
    case 'plan-loaded':
      // A changed plan is a different thing to have said yes to.
      return { ...progress, planVersion: entry.planVersion, go: null };
    case 'testing-started':
      return { ...progress, phase: 'testing', tested: true, since: entry, go: null };
    case 'tester-invited':
      return withTester(progress, entry.emailDigest, null);
    case 'tester-enrolled':
      return withTester(progress, entry.emailDigest, entry.accountId);
    case 'tester-removed':
      return withoutTester(progress, entry.emailDigest);
    case 'go-signed':
      return { ...progress, go: signature(entry) };
    case 'no-go-signed':
      return { ...progress, go: null };
    case 'stage-opened':
      return { ...progress, phase: 'rollout', since: entry, stage: openStage(entry) };
    case 'held':
      return { ...progress, held: { ...signature(entry), cause: entry.cause ?? null } };
    case 'resumed':
      return { ...progress, held: null };
    case 'rolled-back':
      return { ...progress, phase: 'rolled-back', stage: null, go: null, held: null, since: entry };
    case 'applied':
      return { ...progress, appliedVersion: entry.version };
  }
}

function openStage(entry: JournalEntry & { kind: 'stage-opened' }): OpenStage {
  const { stage, letter, percentage, at } = entry;
  return { stage, letter, percentage, openedAt: at };
}

function signature({ who, at, why }: JournalEntry): Signature {
  return { who, at, why };
}

function withTester(progress: Progress, digest: string, accountId: string | null): Progress {
  return { ...progress, testers: new Map([...progress.testers, [digest, accountId]]) };
}

function withoutTester(progress: Progress, digest: string): Progress {
  return { ...progress, testers: new Map([...progress.testers].filter(([key]) => key !== digest)) };
}
