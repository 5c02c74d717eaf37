import { err, ok, type Result } from '../../lib/result.ts';
import type { Refusal } from '../decisions/decide.ts';
import { movedOn } from '../decisions/what-was-seen.ts';
import type { Addition } from '../journal/kept/journal-store.ts';
import type { EngineDeps } from './deps.ts';

/** Facts to write down for a release, if it is still as it was at version `after`. */
type Write = Omit<Addition, 'releaseId' | 'at' | 'evidence'> &
  Partial<Pick<Addition, 'evidence'>> & { readonly id: string };

/** Journals the facts, and brings the flags to what the journal then orders. */
export async function write(
  deps: EngineDeps,
  { id, evidence = null, ...wanted }: Write,
): Promise<Result<null, Refusal>> {
  const { facts } = wanted;
  if (facts.length > 0) {
    const at = deps.clock.now();
    const added = await deps.journal.append({ ...wanted, releaseId: id, evidence, at });
    if (!added.ok) return err(await overtaken(deps, id, wanted.after));
    for (const { kind } of facts) deps.log.info('release step', { release: id, step: kind });
  }
  await settle(deps, id);
  return ok(null);
}

/** Brings the flags to what the journal orders; this instance answers by them afterwards. */
export async function settle({ journal, clock, flags }: EngineDeps, id: string): Promise<void> {
  await journal.settle(id, clock.now());
  await flags.refresh();
}

/** What was faster than a step that was decided on the release as it was at this version. */
async function overtaken({ journal }: EngineDeps, id: string, version: number): Promise<Refusal> {
  const release = await journal.release(id);
  return movedOn(release ?? { id, entries: [] }, version);
}
