import type { FastifyRequest } from 'fastify';

import { widens } from '../../change.ts';
import { stateOf, type GateValues } from '../../feature.ts';
import type { FlagApiRefusal } from '../errors.ts';

/** A toggle that a release owns now, as its plan spells it. */
export type Owner = { readonly release: string; readonly toggle: string };

/** What a release that owns a feature wants to hear of changes by hand. Every spelling of a toggle is that toggle. */
export type FeatureOwnership = {
  /** Null where no release owns the feature. */
  ownerOf(featureKey: string): Promise<Owner | null>;
  /** The same of many, by the names that were asked for, at the price of one. */
  ownersAmong(featureKeys: readonly string[]): Promise<ReadonlyMap<string, Owner>>;
  /** Closing an owned feature by hand is a rollback of its release. */
  closedByHand(featureKey: string, request: FastifyRequest): Promise<void>;
  /** Whether its release has been carried out: then removing the feature is the last thing to do, and no rollback. */
  mayBeRemoved(featureKey: string): Promise<boolean>;
  /**
   * Closed by hand while the store can’t be reached: closed in this instance at once, and written down later. What
   * came of it, as a sentence; null where nothing could be done, as no release is known to own the feature.
   */
  closedWithoutStore(featureKey: string, request: FastifyRequest): Promise<string | null>;
};

/** One feature, as it is and as a request would leave it. */
export type Prospect = {
  readonly key: string;
  readonly before: GateValues;
  readonly after: GateValues;
  /** Asked to be closed in so many words, also where it seems to be closed already. */
  readonly isClose: boolean;
};

export function isWidening({ before, after }: Prospect): boolean {
  return widens(before, after);
}

/** Whether this closes the feature for everyone: for a feature with a release, that is its rollback. */
export function isClosing({ before, after, isClose }: Prospect): boolean {
  return isClose || (stateOf(after) === 'off' && stateOf(before) !== 'off');
}

export function ownedBy({ release, toggle }: Owner): FlagApiRefusal {
  const sentence = `Release ${release} owns this feature, ${toggle}, in every spelling: open it further with its next stage, not here.`;
  return { error: 'owned-by-release', sentence };
}
