import type { FastifyRequest } from 'fastify';

import { err, type Result } from '../../../lib/result.ts';
import { widens } from '../../change.ts';
import { CLOSED_GATES } from '../../feature.ts';
import { noSuchEntry, type UndoRefusal } from '../../history/undo.ts';
import type { Added } from '../../store/store.ts';
import type { FlagApiRefusal } from '../errors.ts';
import { OUT_OF_SCOPE, type ChangeDeps } from './clearance.ts';
import type { Owner } from './ownership.ts';
import { permission } from './permission.ts';

/**
 * Undoes an entry of the history if who asks may: opening wider that way needs what opening wider needs, and
 * what a release owns is not undone here. Judged as the reverse of the entry, since the store undoes nothing
 * else.
 */
export async function undoChange(
  { flags, ownership, noteOf, mayChange }: ChangeDeps,
  { id, request }: { readonly id: number; readonly request: FastifyRequest },
): Promise<Result<Added, FlagApiRefusal | UndoRefusal>> {
  const entry = await flags.history.entry(id);
  if (entry === null) return err(noSuchEntry(id));
  if (!mayChange(request, entry.feature)) return err(OUT_OF_SCOPE);
  const owner = await ownership.ownerOf(entry.feature);
  if (owner !== null) return err(ownedAgainstUndo(owner));
  const isWider = widens(entry.after ?? CLOSED_GATES, entry.before ?? CLOSED_GATES);
  const allowed = permission(noteOf(request), isWider);
  return allowed.ok ? flags.undo(id, allowed.value) : allowed;
}

function ownedAgainstUndo({ release }: Owner): FlagApiRefusal {
  const sentence =
    `Release ${release} owns this feature, so nothing of it is undone here. ` +
    'Advance, hold or roll back the release instead.';
  return { error: 'owned-by-release', sentence };
}
