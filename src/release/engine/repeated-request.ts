import { createHash } from 'node:crypto';

import { ok, type Result } from '../../lib/result.ts';
import type { Step, StepKind } from '../decisions/decide.ts';
import { refuse, type Refusal } from '../decisions/situation.ts';
import type { Who } from '../journal/journal.ts';
import type { Release } from '../journal/release.ts';

/** Visible characters of ASCII: they travel in a header. */
export const REQUEST_KEY = /^[\x21-\x7e]{1,100}$/;

type Keyed = {
  readonly key?: string;
  readonly step: Step;
  readonly who: Who;
  readonly why: string | null;
};

/** What was answered to the same request before; null when it has not come yet, or changed nothing then. */
export function answerBefore(
  { entries }: Pick<Release, 'entries'>,
  asked: Keyed,
): Result<null, Refusal> | null {
  const { key } = asked;
  if (key === undefined) return null;
  const before = entries.find(({ request }) => request?.startsWith(`${key} `))?.request;
  if (before === undefined) return null;
  if (before === requestOf(asked).request) return ok(null);
  return NEVER_LOST.has(asked.step.kind) ? null : refuse('key-reused', KEY_REUSED);
}

/** Whatever key they come with. */
const NEVER_LOST: ReadonlySet<StepKind> = new Set(['rollback', 'hold']);

const KEY_REUSED =
  'This key came with another request before, which was carried out. This one was not: send it with a key of its own.';

/** Written down with what the request changes: its key, and a digest of what it asks. */
export function requestOf({ key, step, who, why }: Keyed): { readonly request?: string } {
  if (key === undefined) return {};
  const asked = JSON.stringify([step, who.name, who.role, why]);
  return { request: `${key} ${createHash('sha256').update(asked).digest('hex')}` };
}
