import type { FastifyRequest } from 'fastify';

import { err, ok, type Result } from '../../../lib/result.ts';
import { CLOSED_GATES, type Feature } from '../../feature.ts';
import type { Flags } from '../../flags.ts';
import type { FlagApiRefusal } from '../errors.ts';
import { readImportFile, type ReadImportFile } from './import-file.ts';
import { readImport } from './import.ts';
import { clearance, type ChangeDeps } from '../changes/clearance.ts';
import { isClosing, type Prospect } from '../changes/ownership.ts';
import { bytesOf, hasBody } from '../parameters.ts';

export type ImportDeps = ChangeDeps & {
  /** How the bytes of a file are read; in the thread of the program unless told. */
  readonly readFile?: ReadImportFile;
};

/**
 * Makes the features those of an export, all of them or none: those that it does not name are removed.
 * Refused where it would widen a feature of a release, or leave out an open one that no release owns and a program
 * still asks for; where it closes one of a release, that release is rolled back.
 */
export async function takeImport(
  deps: ImportDeps,
  request: FastifyRequest,
): Promise<Result<null, FlagApiRefusal>> {
  // Flipper's own words to the letter for no file at all, which its clients know.
  if (!hasBody(request)) return err({ error: 'import-invalid' });
  await deps.flags.refresh();
  const { readFile = readImportFile, flags } = deps;
  const features = await readImport(bytesOf(request), readFile, flags.feature);
  if (!features.ok) return err({ error: 'import-invalid', detail: features.error });
  const prospects = prospectsOf(deps.flags, features.value);
  const sentence = await whyNotLeftOut(deps, prospects, features.value);
  if (sentence !== null) return err({ error: 'still-asked', sentence });
  const note = { ...deps.noteOf(request), through: 'import' as const };
  const cleared = await clearance(deps, { request, note, prospects });
  if (!cleared.ok) return cleared;
  await deps.flags.importAll(features.value, cleared.value);
  return ok(null);
}

/** Why an open feature that the file leaves out has to stay, in a sentence; null where all may go. */
async function whyNotLeftOut(
  { ownership, stillAsked }: ChangeDeps,
  prospects: readonly Prospect[],
  imported: readonly Feature[],
): Promise<string | null> {
  const named = new Set(imported.map(({ key }) => key));
  const leftOut = prospects.filter((one) => !named.has(one.key) && isClosing(one));
  const owners = await ownership.ownersAmong(leftOut.map(({ key }) => key));
  const free: string[] = [];
  for (const { key } of leftOut) {
    // One whose release is under way goes, as the rollback of that release.
    if (!owners.has(key) || (await ownership.mayBeRemoved(key))) free.push(key);
  }
  const sentence = free.length === 0 ? null : ((await stillAsked?.(free)) ?? null);
  return sentence && `The file leaves out a feature that is open. ${sentence}`;
}

/** Every feature that there is or will be, as it is and as it will be. */
function prospectsOf(flags: Flags, imported: readonly Feature[]): readonly Prospect[] {
  const before = new Map(flags.features().map(({ key, gates }) => [key, gates]));
  const after = new Map(imported.map(({ key, gates }) => [key, gates]));
  return [...new Set([...before.keys(), ...after.keys()])].map((key) => ({
    key,
    before: before.get(key) ?? CLOSED_GATES,
    after: after.get(key) ?? CLOSED_GATES,
    isClose: false,
  }));
}
