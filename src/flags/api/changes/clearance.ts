import type { FastifyRequest } from 'fastify';

import { err, type Result } from '../../../lib/result.ts';
import type { ChangeNote } from '../../change.ts';
import type { Flags } from '../../flags.ts';
import type { FlagApiRefusal } from '../errors.ts';
import {
  isClosing,
  isWidening,
  ownedBy,
  type FeatureOwnership,
  type Owner,
  type Prospect,
} from './ownership.ts';
import { permission } from './permission.ts';

export type ChangeDeps = {
  readonly flags: Flags;
  readonly ownership: FeatureOwnership;
  /** Who asks for a change, and why. */
  readonly noteOf: (request: FastifyRequest) => ChangeNote;
  /** Whether the token of a request is for this feature. */
  readonly mayChange: (request: FastifyRequest, featureKey: string) => boolean;
  /** Which program still asks for one of the features, in a sentence; null where none does. Without it, none is known to. */
  readonly stillAsked?: (featureKeys: readonly string[]) => Promise<string | null>;
};

type Asked = {
  readonly request: FastifyRequest;
  readonly note: ChangeNote;
  readonly prospects: readonly Prospect[];
  /** Whether it is the last thing that the plan wants done. */
  readonly isEnd?: boolean;
};

/**
 * The one check that every change by hand passes: what a release owns is not opened here, in whatever spelling,
 * and closing it rolls its release back.
 */
export async function clearance(
  { ownership, mayChange }: ChangeDeps,
  { request, note, prospects, isEnd = false }: Asked,
): Promise<Result<ChangeNote, FlagApiRefusal>> {
  if (!prospects.every(({ key }) => mayChange(request, key))) return err(OUT_OF_SCOPE);
  const owned = await ownedAmong(ownership, prospects);
  const widened = owned.find(({ prospect }) => isWidening(prospect));
  if (widened) return err(ownedBy(widened.owner));
  const allowed = permission(note, prospects.some(isWidening));
  if (!allowed.ok || isEnd) return allowed;
  for (const { prospect } of owned.filter((each) => isClosing(each.prospect))) {
    await ownership.closedByHand(prospect.key, request);
  }
  return allowed;
}

export const OUT_OF_SCOPE: FlagApiRefusal = {
  error: 'token-out-of-scope',
  sentence:
    'This token is for other features; nothing was changed. Use one with the scope “flags”, or “flags:” and the name of this feature.',
};

type OwnedProspect = { readonly owner: Owner; readonly prospect: Prospect };

async function ownedAmong(
  ownership: FeatureOwnership,
  prospects: readonly Prospect[],
): Promise<readonly OwnedProspect[]> {
  const owners = await ownership.ownersAmong(prospects.map(({ key }) => key));
  return prospects.flatMap((prospect) => {
    const owner = owners.get(prospect.key);
    return owner ? [{ owner, prospect }] : [];
  });
}

/** The feature that a name means: that of this very name, or else the one that a release owns in another spelling. */
export async function featureMeant(
  {
    flags,
    ownership,
  }: { readonly flags: Pick<Flags, 'feature'>; readonly ownership: FeatureOwnership },
  name: string,
): Promise<string> {
  if (flags.feature(name) !== undefined) return name;
  return (await ownership.ownerOf(name))?.toggle ?? name;
}
