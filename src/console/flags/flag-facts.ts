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
  /** Why it should not go on as it is, and what to remove, in sentences. */
  readonly stale: readonly string[];
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
};

export type FlagDetails = {
  /** Null: it was removed. */
  readonly flag:
    | (FlagFacts & {
        readonly gates: readonly string[];
        /** Whether no release needs it any more. */
        readonly isRemovable: boolean;
      })
    | null;
  /** The newest first. */
  readonly history: readonly FlagChangeFacts[];
};

/** Whether a flag is open for one account, and by what. */
export type AnswerForAccount = { readonly open: boolean; readonly sentences: readonly string[] };

/** What the console asks of the flags. What reads the database rejects when that is away. */
export type FlagFactsSource = {
  list(): Promise<readonly FlagFacts[]>;
  /** Null: there is none of that name, and never was. */
  details(name: string): Promise<FlagDetails | null>;
  /** Answered from memory; doesn’t count as a program’s question. */
  answerFor(name: string, accountId: string): AnswerForAccount;
};

/** Takes a flag out of the flag engine; why not, in a sentence, where a program still asks for it; null: it is gone. */
export type RemoveFlag = (
  request: FastifyRequest,
  asked: { readonly name: string; readonly who: Who; readonly why: string | null },
) => Promise<string | null>;
