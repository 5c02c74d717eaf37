import type { FastifyRequest } from 'fastify';

import { err, ok, type Result } from '../../../lib/result.ts';
import { CLOSED_GATES, type Feature } from '../../feature.ts';
import type { Flags } from '../../flags.ts';
import type { FlagApiRefusal } from '../errors.ts';
import { readImport } from './import.ts';
import { clearance, type ChangeDeps } from '../changes/clearance.ts';
import type { Prospect } from '../changes/ownership.ts';
import { hasBody, jsonOf } from '../parameters.ts';

/**
 * Makes the features those of an export, all of them or none: those that it does not name are removed.
 * Refused where it would widen a feature of a release; where it closes one, that release is rolled back.
 */
export async function takeImport(
  deps: ChangeDeps,
  request: FastifyRequest,
): Promise<Result<null, FlagApiRefusal>> {
  const features = importIn(request);
  if (!features.ok) return features;
  await deps.flags.refresh();
  const prospects = prospectsOf(deps.flags, features.value);
  const note = { ...deps.noteOf(request), through: 'import' as const };
  const cleared = await clearance(deps, { request, note, prospects });
  if (!cleared.ok) return cleared;
  await deps.flags.importAll(features.value, cleared.value);
  return ok(null);
}

function importIn(request: FastifyRequest): Result<readonly Feature[], FlagApiRefusal> {
  // Flipper's own words to the letter for no file at all, which its clients know.
  if (!hasBody(request)) return err({ error: 'import-invalid' });
  const json = jsonOf(request);
  const features = json.ok ? readImport(json.value) : json;
  return features.ok ? features : err({ error: 'import-invalid', detail: features.error });
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
