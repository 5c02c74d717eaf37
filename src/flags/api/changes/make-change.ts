import type { FastifyRequest } from 'fastify';

import { err, ok, type Result } from '../../../lib/result.ts';
import { changedGates, type ChangeNote, type FlagChange } from '../../change.ts';
import { CLOSED_GATES, type Feature, type GateValues } from '../../feature.ts';
import type { Flags } from '../../flags.ts';
import type { FlagApiRefusal } from '../errors.ts';
import { isClosing, isWidening, ownedBy, type FeatureOwnership } from './ownership.ts';
import { permission } from './permission.ts';

export type ChangeDeps = {
  readonly flags: Flags;
  readonly ownership: FeatureOwnership;
  /** Who asks for a change, and why. */
  readonly noteOf: (request: FastifyRequest) => ChangeNote;
};

type RequestedChange = { readonly key: string; readonly request: FastifyRequest };

/**
 * Makes the change if who asks may, unless a release owns the feature: then it is not widened here, and
 * closing it rolls the release back. Judged by what the store holds now: another instance may have closed
 * the feature a moment ago, and opening it again is opening it wider.
 */
export async function makeChange(
  deps: ChangeDeps,
  asked: RequestedChange & { readonly change: FlagChange },
): Promise<Result<Feature, FlagApiRefusal>> {
  const { key, change } = asked;
  const isClose = change.kind === 'disable';
  const read = await readStore(deps, { ...asked, isClose });
  if (!read.ok) return read;
  const after = changedGates(gatesOf(deps.flags, key), change);
  const cleared = await clearance(deps, { ...asked, after, isClose });
  if (!cleared.ok) return cleared;
  // Made also where the release has closed the feature already: then it changes nothing.
  await deps.flags.change(key, change, cleared.value);
  return ok(deps.flags.feature(key) ?? { key, gates: after });
}

/** Takes a feature away; for one with a release after its rollback, unless it has been carried out. */
export async function removeFeature(
  deps: ChangeDeps,
  asked: RequestedChange,
): Promise<Result<null, FlagApiRefusal>> {
  const read = await readStore(deps, { ...asked, isClose: true });
  if (!read.ok) return read;
  const isEnd = await deps.ownership.mayBeRemoved(asked.key);
  const after = CLOSED_GATES;
  const cleared = await clearance(deps, { ...asked, after, isClose: true, isEnd });
  if (!cleared.ok) return cleared;
  if (deps.flags.feature(asked.key) !== undefined) {
    await deps.flags.remove(asked.key, cleared.value);
  }
  return ok(null);
}

/** Closes every gate of a known feature; a feature that was never added stays unknown. */
export async function clearFeature(
  deps: ChangeDeps,
  asked: RequestedChange,
): Promise<Result<null, FlagApiRefusal>> {
  const read = await readStore(deps, { ...asked, isClose: true });
  if (!read.ok) return read;
  if (deps.flags.feature(asked.key) === undefined) return ok(null);
  const cleared = await makeChange(deps, { ...asked, change: { kind: 'disable' } });
  return cleared.ok ? ok(null) : cleared;
}

/** Reads what the store holds. Taking a feature back is not to fail for want of a store that can be read. */
async function readStore(
  { flags, ownership }: ChangeDeps,
  { key, request, isClose }: RequestedChange & { readonly isClose: boolean },
): Promise<Result<null, FlagApiRefusal>> {
  try {
    await flags.refresh();
    return ok(null);
  } catch (error) {
    const sentence = isClose ? await ownership.closedWithoutStore(key, request) : null;
    if (sentence === null) throw error;
    return err({ error: 'not-yet-recorded', sentence });
  }
}

type Clearing = {
  readonly after: GateValues;
  readonly isClose: boolean;
  /** Whether it is the last thing that the plan wants done. */
  readonly isEnd?: boolean;
};

/** Asks whether the change may be made, and lets the release know where it has to. */
async function clearance(
  deps: ChangeDeps,
  { key, request, after, isClose, isEnd = false }: RequestedChange & Clearing,
): Promise<Result<ChangeNote, FlagApiRefusal>> {
  const prospect = { key, before: gatesOf(deps.flags, key), after, isClose };
  const owner = await deps.ownership.ownerOf(key);
  if (owner !== null && isWidening(prospect)) return err(ownedBy(owner));
  const allowed = permission(deps.noteOf(request), isWidening(prospect));
  if (allowed.ok && owner !== null && isClosing(prospect) && !isEnd) {
    await deps.ownership.closedByHand(key, request);
  }
  return allowed;
}

function gatesOf(flags: Flags, key: string): GateValues {
  return flags.feature(key)?.gates ?? CLOSED_GATES;
}
