import type { FastifyRequest } from 'fastify';

import type { FeatureOwnership, Owner } from '../../flags/index.ts';
import { spellingOf } from '../../lib/spelling.ts';
import type { ReleaseEngine, Who } from '../../release/index.ts';

export type OwningEngine = Pick<
  ReleaseEngine,
  'take' | 'ownerOf' | 'owners' | 'knownOwnerOf' | 'isCarriedOut'
>;

/** Who asks for a change by hand; without a reason, it is told that it was one. */
type ActsBy = (request: FastifyRequest) => { readonly who: Who; readonly why?: string | null };

/** A feature that a release owns opens with its next stage only; closing it by hand is a rollback. */
export function ownershipBy(engine: OwningEngine, actsBy: ActsBy): FeatureOwnership {
  const rollBack = (id: string, request: FastifyRequest) => {
    const { who, why } = actsBy(request);
    return engine.take({ id, step: { kind: 'rollback' }, who, why: why ?? BY_HAND });
  };
  return {
    ownerOf: engine.ownerOf,
    ownersAmong: async (features) => ownersAmong(await engine.owners(), features),
    mayBeRemoved: engine.isCarriedOut,
    closedByHand: async (feature: string, request: FastifyRequest) => {
      const owner = await engine.ownerOf(feature);
      if (owner !== null) await rollBack(owner.release, request);
    },
    closedWithoutStore: async (feature: string, request: FastifyRequest) => {
      const owner = engine.knownOwnerOf(feature);
      if (owner === null) return null;
      const taken = await rollBack(owner.release, request);
      if (taken.ok) return WRITTEN_DOWN_AFTER_ALL;
      return taken.error.code === 'not-yet-recorded' ? taken.error.sentence : null;
    },
  };
}

/** Every spelling of a toggle is that toggle. */
function ownersAmong(
  releaseOf: ReadonlyMap<string, string>,
  features: readonly string[],
): ReadonlyMap<string, Owner> {
  const bySpelling = new Map(
    [...releaseOf].map(([toggle, release]) => [spellingOf(toggle), { release, toggle }]),
  );
  return new Map(
    features.flatMap((feature) => {
      const owner = bySpelling.get(spellingOf(feature));
      return owner ? [[feature, owner]] : [];
    }),
  );
}

const BY_HAND = 'Switched off by hand in the flag engine';
const WRITTEN_DOWN_AFTER_ALL = 'Rolled back; the database could not be reached a moment ago.';
