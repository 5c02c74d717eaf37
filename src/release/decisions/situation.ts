import { err, type Result } from '../../lib/result.ts';
import type { Assessment } from '../../guard/index.ts';
import type { AttachedEvidence } from '../journal/go-no-go/facts.ts';
import type { JournalFact, Who } from '../journal/journal.ts';
import type { Release } from '../journal/release.ts';

/** A release at one moment, and what the numbers say of it: all that is decided by. */
export type Situation = Pick<Release, 'plan' | 'progress'> & {
  /** Null where nothing is measured. */
  readonly assessment: Assessment | null;
  readonly now: Date;
};

/** The same for a step that is asked for. */
export type StepSituation = Situation & {
  readonly who: Who;
  readonly why: string | null;
  /** The plan’s toggles that the flag engine still has. */
  readonly togglesLeft: readonly string[];
  /** When a program last asked for one of them; left out, or null: never, as far as is known. */
  readonly lastAskedAt?: Date | null;
  /** What is attached to a go that is signed now; left out where nothing is. */
  readonly attached?: AttachedEvidence;
};

/** A step that is not taken: a stable code and a sentence that says why and what to do. */
export type Refusal = { readonly code: string; readonly sentence: string };

export type StepDecision = Result<readonly JournalFact[], Refusal>;

export function refuse(code: string, sentence: string): Result<never, Refusal> {
  return err({ code, sentence });
}

/** Code and sentence of what keeps this program from knowing where the release stands, or null. */
export function whatIsUnclear({
  plan: { unreadable },
  progress: { notKnown },
}: Pick<StepSituation, 'plan' | 'progress'>): readonly [code: string, sentence: string] | null {
  if (unreadable !== null) return ['plan-unreadable', unreadableSentence(unreadable)];
  if (notKnown.size === 0) return null;
  const kinds = [...notKnown.keys()].join(', ');
  return [
    'newer-entry',
    `A newer version of this program has written into this release what this one does not know (${kinds}). Take this step on an instance of the newer version. A rollback or a hold goes through here, too.`,
  ];
}

/** What holds a release whose plan can’t be read any more. */
export function unreadableSentence(unreadable: string): string {
  return `The plan of this release can no longer be read: ${unreadable} Correct the document and load it again.`;
}

export const CLOSED_FOR_GOOD = [
  'closed',
  'The release is closed. Its report stays; a further one needs a plan of its own.',
] as const;

export const GO_NEEDED = [
  'go-needed',
  'No go is signed for the plan as it is now. Sign the go/no-go, then advance.',
] as const;

export const NEW_GO_NEEDED = [
  'new-go-needed',
  'The release was rolled back. Opening it again needs a new go/no-go: sign it first.',
] as const;
