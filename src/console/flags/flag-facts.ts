import type { FastifyRequest } from 'fastify';

import type { Who } from '../../release/index.ts';

/** A feature flag as the console shows it; times are ISO 8601. */
export type FlagFacts = {
  readonly name: string;
  readonly state: 'on' | 'conditional' | 'off';
  /** The release that owns it. */
  readonly release: string | null;
  /** The team that a program declares for it. */
  readonly owner: string | null;
  readonly description: string | null;
  readonly ageDays: number | null;
  readonly lastChange: { readonly at: string; readonly who: string } | null;
  readonly lastAskedAt: string | null;
  /** Why it should not go on as it is, in sentences. */
  readonly stale: readonly string[];
  /** Where it is stale: what goes from the code first, in sentences. */
  readonly toRemove: readonly string[];
};

/** One change of a flag. Gates are sentences and name no account; null: there was no such flag. */
export type FlagChangeFacts = {
  readonly id: number;
  readonly at: string;
  readonly who: string;
  readonly role: string;
  /** The token that claimed to act for them. */
  readonly claimedBy?: string | undefined;
  readonly through: string;
  readonly why: string | null;
  readonly change: string;
  readonly before: readonly string[] | null;
  readonly after: readonly string[] | null;
  /** Whether undoing it would change something now, and lose nothing. */
  readonly canBeUndone: boolean;
};

/** One thing that a flag needs to be released. */
export type FlagCheck = {
  readonly name: string;
  readonly verdict: 'passed' | 'warning' | 'failed';
  readonly sentence: string;
  /** The flag that meets the same people, and the release that owns it. */
  readonly other: { readonly flag: string; readonly release: string | null } | null;
};

type FlagNow = FlagFacts & {
  /** Whether no release needs it any more. */
  readonly isRemovable: boolean;
  readonly gates: readonly string[];
  /** Whether it is ready for a release. */
  readonly checks: readonly FlagCheck[];
};

export type FlagDetails = {
  /** Null: it was removed. */
  readonly flag: FlagNow | null;
  /** The newest first. */
  readonly history: readonly FlagChangeFacts[];
};

/** What undoing a change would do just now. */
export type FlagUndoFacts = {
  readonly flag: string;
  readonly entry: FlagChangeFacts;
  /** Gates in sentences; null: there is no such flag. */
  readonly now: readonly string[] | null;
  readonly change: string;
  /** Then it needs a role that may, and a reason. */
  readonly isWider: boolean;
  /** The newest change of the flag: what the page has shown. */
  readonly newest: number;
  /** Why nobody can undo it now, and the release that owns the flag where that is why. */
  readonly refusal: { readonly sentence: string; readonly release: string | null } | null;
};

/** Whether a flag is open for one account, and by what. */
export type AnswerForAccount = { readonly open: boolean; readonly sentences: readonly string[] };

/** What the console asks of the flags. What reads the database rejects when that is away. */
export type FlagFactsSource = {
  list(): Promise<readonly FlagFacts[]>;
  /** Null: there is none of that name, and never was. `asksPlaces`: asks also each place that shows it. */
  details(name: string, asksPlaces: boolean): Promise<FlagDetails | null>;
  /** Null: the history has no such entry. */
  undoOf(entryId: number): Promise<FlagUndoFacts | null>;
  /** Answered from memory; doesn’t count as a program’s question. */
  answerFor(name: string, accountId: string): AnswerForAccount;
};

/** Who takes a step with a flag, and why. */
export type FlagStepBy = {
  readonly request: FastifyRequest;
  readonly who: Who;
  readonly why: string | null;
};

/** Why a step with a flag was not taken; `not-yet-recorded`: closed, though not written down yet. */
export type FlagStepRefusal = {
  readonly code: 'not-yet-recorded' | 'not-allowed' | 'refused';
  readonly sentence: string;
};

/** What the console does to the flags. Null: done. Rejects when the database is away and nothing was done. */
export type FlagSteps = {
  /** For everyone; for a flag that a release owns, that is its rollback. */
  close(name: string, by: FlagStepBy): Promise<FlagStepRefusal | null>;
  /** Takes it out of the flag engine, once no release and no program needs it. */
  remove(name: string, by: FlagStepBy): Promise<FlagStepRefusal | null>;
  /** `seen`: the newest change that who asks has seen. */
  undo(
    asked: { readonly id: number; readonly seen?: number },
    by: FlagStepBy,
  ): Promise<FlagStepRefusal | null>;
};
