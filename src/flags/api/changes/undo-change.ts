import type { FastifyRequest } from 'fastify';

import { err, ok, type Result } from '../../../lib/result.ts';
import { widens } from '../../change.ts';
import { CLOSED_GATES, type GateValues } from '../../feature.ts';
import type { Flags } from '../../flags.ts';
import type { HistoryEntry } from '../../history/entry.ts';
import {
  changedSince,
  decideUndo,
  noSuchEntry,
  unseenSince,
  type UndoRefusal,
} from '../../history/undo.ts';
import { changeInWords } from '../../lifecycle/change-in-words.ts';
import type { Added } from '../../store/store.ts';
import type { FlagApiRefusal } from '../errors.ts';
import { OUT_OF_SCOPE, type ChangeDeps } from './clearance.ts';
import type { FeatureOwnership, Owner } from './ownership.ts';
import { permission } from './permission.ts';

type AskedUndo = {
  readonly id: number;
  readonly request: FastifyRequest;
  /** The newest entry of the feature that who decides has seen; left out: it is not known. */
  readonly seen?: number;
};

/**
 * Undoes an entry of the history if who asks may: opening wider that way needs what opening wider needs, and
 * what a release owns is not undone here. Judged as the reverse of the entry, since the store undoes nothing
 * else.
 */
export async function undoChange(
  { flags, ownership, noteOf, mayChange }: ChangeDeps,
  { id, request, seen }: AskedUndo,
): Promise<Result<Added, FlagApiRefusal | UndoRefusal>> {
  const entry = await flags.history.entry(id);
  if (entry === null) return err(noSuchEntry(id));
  const { feature } = entry;
  if (!mayChange(request, feature)) return err(OUT_OF_SCOPE);
  const owner = await ownership.ownerOf(feature);
  if (owner !== null) return err(ownedAgainstUndo(owner));
  const allowed = permission(noteOf(request), isWider(entry));
  if (!allowed.ok) return allowed;
  const unseen = seen === undefined ? [] : await entriesAfter(flags, feature, seen);
  if (unseen.length > 0) return err(unseenSince(feature, unseen));
  const undone = await flags.undo(id, allowed.value);
  if (undone.ok || undone.error.code !== 'changed-since') return undone;
  return err(changedSince(entry, await entriesAfter(flags, feature, id)));
}

/** What undoing an entry would do just now. */
export type UndoProspect = {
  readonly entry: HistoryEntry;
  /** Null: there is no such feature now. */
  readonly now: GateValues | null;
  /** What it would change, in words; `nothing` where the feature is already as it was before. */
  readonly change: string;
  /** Then it needs a role that may, and a reason. */
  readonly isWider: boolean;
  /** The newest entry of the feature, to be handed back as the one that was seen. */
  readonly newest: number;
  /** Why it would be refused, whoever asks; null: it would not. */
  readonly refusal: UndoObstacle | null;
};

type UndoObstacle = {
  readonly code: UndoRefusal['code'] | 'owned-by-release';
  readonly message: string;
  readonly release?: string;
};

/** Says beforehand what an undo would do; changes nothing. */
export async function undoProspect(
  {
    flags,
    ownership,
  }: { readonly flags: Flags; readonly ownership: Pick<FeatureOwnership, 'ownerOf'> },
  id: number,
): Promise<Result<UndoProspect, UndoRefusal>> {
  const entry = await flags.history.entry(id);
  if (entry === null) return err(noSuchEntry(id));
  const { feature, before } = entry;
  await flags.refresh();
  const now = flags.feature(feature)?.gates ?? null;
  const since = await entriesAfter(flags, feature, id);
  return ok({
    entry,
    now,
    change: changeInWords(now, before),
    isWider: isWider(entry),
    newest: since[0]?.id ?? id,
    refusal: obstacleTo(decideUndo(entry, now).ok, {
      owner: await ownership.ownerOf(feature),
      changed: changedSince(entry, since),
    }),
  });
}

function obstacleTo(
  isUntouched: boolean,
  { owner, changed }: { readonly owner: Owner | null; readonly changed: UndoRefusal },
): UndoObstacle | null {
  if (owner !== null) {
    const { error: code, sentence: message } = ownedAgainstUndo(owner);
    return { code, message, release: owner.release };
  }
  return isUntouched ? null : { code: changed.code, message: changed.sentence };
}

const isWider = ({ before, after }: HistoryEntry) =>
  widens(after ?? CLOSED_GATES, before ?? CLOSED_GATES);

/** The newest first; of very many, the newest. */
async function entriesAfter(
  { history }: Pick<Flags, 'history'>,
  feature: string,
  id: number,
): Promise<readonly HistoryEntry[]> {
  return (await history.entries({ feature })).filter((entry) => entry.id > id);
}

function ownedAgainstUndo({ release }: Owner) {
  const sentence =
    `Release ${release} owns this feature, so nothing of it is undone here. ` +
    'Advance, hold or roll back the release instead.';
  return { error: 'owned-by-release', sentence } as const;
}
