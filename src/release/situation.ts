import { err, type Result } from '../lib/result.ts';
import type { JournalFact } from './journal.ts';
import type { Waiting } from './obstacles.ts';

/** All that a step is decided by. */
export type Situation = Waiting & {
  readonly why: string | null;
  /** The plan’s toggles that the flag engine still has. */
  readonly togglesLeft: readonly string[];
};

/** A step that is not taken: a stable code and a sentence that says why and what to do. */
export type Refusal = { readonly code: string; readonly sentence: string };

export type Decision = Result<readonly JournalFact[], Refusal>;

export function refuse(code: string, sentence: string): Decision {
  return err({ code, sentence });
}

export const NEW_GO_NEEDED = [
  'new-go-needed',
  'The release was rolled back. Opening it again needs a new go/no-go: sign it first.',
] as const;
