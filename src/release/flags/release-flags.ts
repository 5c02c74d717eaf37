import {
  CLOSED_GATES,
  sameMeaning,
  stateOf,
  type Feature,
  type FeatureRecords,
  type Flags,
} from '../../flags/index.ts';
import { isSameName, spellingOf } from '../../lib/spelling.ts';
import type { ReleaseFlags } from '../engine/deps.ts';
import { confoundersOf } from './confounders.ts';
import { gatesFor } from './flag-writer.ts';

/** The flag engine of this instance, as the release engine needs it. */
export function releaseFlags(
  flags: Flags,
  records: Pick<FeatureRecords, 'lastAsked'>,
): ReleaseFlags {
  const known = whileTheSame(flags.features, (features) => ({
    bySpelling: bySpelling(features),
    confounders: new Map<string, readonly string[]>(),
  }));
  const spellings = (toggle: string) => known().bySpelling.get(spellingOf(toggle)) ?? [];
  return {
    refresh: flags.refresh,
    isClosed: (toggle) => flags.state(toggle) === 'off',
    openSpelling: (toggle) =>
      spellings(toggle).find(({ gates }) => stateOf(gates) !== 'off')?.key ?? null,
    confoundersOf: (toggles, percentage) => {
      const { confounders } = known();
      const asked = JSON.stringify([percentage, ...toggles]);
      const found = confounders.get(asked) ?? confoundersOf(flags, toggles, percentage);
      confounders.set(asked, found);
      return found;
    },
    closeHere: flags.closeHere,
    exists: (toggle) => flags.feature(toggle) !== undefined,
    lastAskedAt: async (toggles) => {
      const asked = [...(await records.lastAsked())];
      const ofThese = asked.filter(([key]) => toggles.some((toggle) => isSameName(key, toggle)));
      const times = ofThese.map(([, at]) => at.getTime());
      return times.length === 0 ? null : new Date(Math.max(...times));
    },
    agrees: (toggle, access) => {
      const ordered = gatesFor(access);
      const others = spellings(toggle).filter(({ key }) => key !== toggle);
      return (
        sameMeaning(flags.feature(toggle)?.gates ?? CLOSED_GATES, ordered) &&
        // Another spelling stays closed, unless the plan names both.
        others.every(({ gates }) =>
          [CLOSED_GATES, ordered].some((meant) => sameMeaning(gates, meant)),
        )
      );
    },
  };
}

/** What was worked out of the features, until there are others: releases ask several times a second, each for its own. */
function whileTheSame<Worked>(
  read: () => readonly Feature[],
  workOut: (features: readonly Feature[]) => Worked,
): () => Worked {
  let last: { readonly features: readonly Feature[]; readonly worked: Worked } | null = null;
  return () => {
    const features = read();
    if (last === null || !areSame(last.features, features)) {
      last = { features, worked: workOut(features) };
    }
    return last.worked;
  };
}

/** Features are never changed: one that was written is another one. */
function areSame(some: readonly Feature[], others: readonly Feature[]): boolean {
  return some.length === others.length && some.every((one, index) => one === others[index]);
}

function bySpelling(features: readonly Feature[]): ReadonlyMap<string, readonly Feature[]> {
  const groups = new Map<string, Feature[]>();
  for (const feature of features) {
    const spelling = spellingOf(feature.key);
    groups.set(spelling, [...(groups.get(spelling) ?? []), feature]);
  }
  return groups;
}
