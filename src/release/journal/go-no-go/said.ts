import type { Who } from '../journal.ts';
import type { AttachedEvidence, ItemAnswer, LostEvidence, PlannedCondition } from './facts.ts';

export type Signature = { readonly who: Who; readonly at: Date; readonly why: string | null };

/** What has been said for a go/no-go besides its signatures. */
export type GoNoGo = {
  /** The newest answer to each item since the last rollback, by the key of its words. */
  readonly items: ReadonlyMap<string, ItemAnswered>;
  /** Of every go that was signed. Neither a changed plan nor a rollback closes one. */
  readonly conditions: readonly SetCondition[];
  /** Why nothing is decided now; null: nobody has said so since the last go or no-go. */
  readonly paused: Signature | null;
  /** The go that no longer counts, until there is another. */
  readonly voided: Voided | null;
  /** Who loaded the newest version of the plan. */
  readonly planAuthor: Who | null;
  /** What was attached to the newest signature. */
  readonly attached: AttachedEvidence | null;
};

export type ItemAnswered = Signature & {
  /** In the words that were answered. */
  readonly item: string;
  readonly answer: ItemAnswer;
  readonly link: string | null;
};

/** `upTo`: the letter of the last stage that may be open while it is. */
export type SetCondition = PlannedCondition & {
  readonly upTo: string | null;
  readonly set: Signature;
  /** Null while it is open. */
  readonly closed: (Signature & { readonly link: string | null }) | null;
};

/** `planVersion`: of the plan that was signed. */
export type VoidCause = LostEvidence | 'plan-changed';

export type Voided = Signature & {
  readonly cause: VoidCause;
  readonly planVersion: number;
};

export const NOTHING_SAID_YET: GoNoGo = {
  items: new Map(),
  conditions: [],
  paused: null,
  voided: null,
  planAuthor: null,
  attached: null,
};
