import { err, ok, type Result } from '../../lib/result.ts';
import { noSuchRelease, type Refusal } from '../decisions/decide.ts';
import type { Evidence } from '../journal/evidence.ts';
import type { JournalFact, Who } from '../journal/journal.ts';
import type { ReleaseStatus } from '../status/status.ts';
import type { EngineDeps } from './deps.ts';
import { orderOf } from './flag-order.ts';
import { viewOf, type StepDeps } from './release-view.ts';

/** Facts to write down for a release, if it is still as it was at version `after`. */
type Write = {
  readonly id: string;
  readonly after: number;
  readonly facts: readonly JournalFact[];
  readonly who: Who;
  readonly why: string | null;
  readonly evidence?: Evidence | null;
  readonly fence?: number;
  readonly document?: string;
};

/** Journals the facts, brings the flags to what the journal then orders, and answers where that leads. */
export async function write(
  deps: StepDeps,
  wanted: Write,
): Promise<Result<ReleaseStatus, Refusal>> {
  const { id, facts } = wanted;
  if (facts.length > 0) {
    const { id: releaseId, evidence = null, ...rest } = wanted;
    const added = await deps.journal.append({ ...rest, evidence, releaseId, at: deps.clock.now() });
    if (!added.ok) return err(movedOn(id));
    for (const fact of facts) deps.log.info('release step', { release: id, step: fact.kind });
  }
  await settle(deps, id);
  const record = await deps.journal.release(id);
  return record ? ok(await viewOf(deps, record)) : err(noSuchRelease(id));
}

/** Brings the flags to what the journal orders; this instance answers by them afterwards. */
export async function settle(deps: EngineDeps, id: string): Promise<void> {
  await deps.journal.settle(id, { order: orderOf, at: deps.clock.now() });
  await deps.flags.refresh();
}

export function movedOn(id: string): Refusal {
  const sentence = `Somebody else took a step of ${id} at the same moment. Look at its status, then try again.`;
  return { code: 'moved-on', sentence };
}
