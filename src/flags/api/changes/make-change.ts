import type { FastifyRequest } from 'fastify';

import { err, ok, type Result } from '../../../lib/result.ts';
import { changedGates, type ChangeNote, type FlagChange } from '../../change.ts';
import { CLOSED_GATES, type Feature, type GateValues } from '../../feature.ts';
import type { Flags } from '../../flags.ts';
import type { FlagApiRefusal } from '../errors.ts';
import { clearance, featureMeant, OUT_OF_SCOPE, type ChangeDeps } from './clearance.ts';

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
  const { request, change } = asked;
  const isClose = change.kind === 'disable';
  const meant = await meantInStore(deps, { ...asked, isClose });
  if (!meant.ok) return meant;
  const key = meant.value;
  const after = changedGates(gatesOf(deps.flags, key), change);
  const cleared = await clearedFor(deps, { key, request, after, isClose });
  if (!cleared.ok) return cleared;
  // Made also where the release has closed the feature already: then it changes nothing.
  await deps.flags.change(key, change, cleared.value);
  return ok(deps.flags.feature(key) ?? { key, gates: after });
}

/**
 * Takes a feature away, which needs a reason and that no program asks for it any more. For one whose release has not
 * been carried out that is its rollback in any case.
 */
export async function removeFeature(
  deps: ChangeDeps,
  asked: RequestedChange,
): Promise<Result<null, FlagApiRefusal>> {
  const meant = await meantInStore(deps, { ...asked, isClose: true });
  if (!meant.ok) return meant;
  const key = meant.value;
  const isEnd = await deps.ownership.mayBeRemoved(key);
  const isRollback = !isEnd && (await deps.ownership.ownerOf(key)) !== null;
  const obstacle = await whyNotRemoved(deps, { ...asked, key });
  if (obstacle !== null && !isRollback) return err(obstacle);
  const after = CLOSED_GATES;
  const cleared = await clearedFor(deps, { ...asked, key, after, isClose: true, isEnd });
  if (!cleared.ok) return cleared;
  if (obstacle !== null) return err(obstacle);
  if (deps.flags.feature(key) !== undefined) await deps.flags.remove(key, cleared.value);
  return ok(null);
}

async function whyNotRemoved(
  { flags, noteOf, stillAsked }: ChangeDeps,
  { key, request }: RequestedChange,
): Promise<FlagApiRefusal | null> {
  if (flags.feature(key) === undefined) return null;
  const sentence = (await stillAsked?.([key])) ?? null;
  if (sentence !== null) return { error: 'still-asked', sentence };
  const isReasoned = (noteOf(request).why ?? '').trim() !== '';
  return isReasoned ? null : { error: 'reason-needed', sentence: REASON_NEEDED };
}

const REASON_NEEDED =
  'Removing a feature needs a reason; it is kept in the feature’s history. Say it in the header x-acting-why, percent-encoded.';

/** Closes every gate of a known feature; a feature that was never added stays unknown. */
export async function clearFeature(
  deps: ChangeDeps,
  asked: RequestedChange,
): Promise<Result<null, FlagApiRefusal>> {
  const meant = await meantInStore(deps, { ...asked, isClose: true });
  if (!meant.ok) return meant;
  if (deps.flags.feature(meant.value) === undefined) return ok(null);
  const cleared = await makeChange(deps, { ...asked, change: { kind: 'disable' } });
  return cleared.ok ? ok(null) : cleared;
}

/**
 * Reads what the store holds, and answers with the feature that the name means there. Taking a feature back is not
 * to fail for want of a store that can be read.
 */
async function meantInStore(
  deps: ChangeDeps,
  { key, request, isClose }: RequestedChange & { readonly isClose: boolean },
): Promise<Result<string, FlagApiRefusal>> {
  if (!deps.mayChange(request, key)) return err(OUT_OF_SCOPE);
  try {
    await deps.flags.refresh();
  } catch (error) {
    const sentence = isClose ? await deps.ownership.closedWithoutStore(key, request) : null;
    if (sentence === null) throw error;
    return err({ error: 'not-yet-recorded', sentence });
  }
  return ok(await featureMeant(deps, key));
}

type Clearing = RequestedChange & {
  readonly after: GateValues;
  readonly isClose: boolean;
  readonly isEnd?: boolean;
};

function clearedFor(
  deps: ChangeDeps,
  { key, request, after, isClose, isEnd = false }: Clearing,
): Promise<Result<ChangeNote, FlagApiRefusal>> {
  const prospects = [{ key, before: gatesOf(deps.flags, key), after, isClose }];
  return clearance(deps, { request, note: deps.noteOf(request), prospects, isEnd });
}

function gatesOf(flags: Flags, key: string): GateValues {
  return flags.feature(key)?.gates ?? CLOSED_GATES;
}
