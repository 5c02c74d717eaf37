import {
  CLOSED_GATES,
  sameMeaning,
  stateOf,
  type FeatureRecords,
  type Flags,
} from '../../flags/index.ts';
import { isSameName } from '../../lib/spelling.ts';
import type { ReleaseFlags } from '../engine/deps.ts';
import { confoundersOf } from './confounders.ts';
import { gatesFor } from './flag-writer.ts';

/** The flag engine of this instance, as the release engine needs it. */
export function releaseFlags(
  flags: Flags,
  records: Pick<FeatureRecords, 'lastAsked'>,
): ReleaseFlags {
  const spellings = (toggle: string) =>
    flags.features().filter(({ key }) => isSameName(key, toggle));
  return {
    refresh: flags.refresh,
    isClosed: (toggle) => flags.state(toggle) === 'off',
    openSpelling: (toggle) =>
      spellings(toggle).find(({ gates }) => stateOf(gates) !== 'off')?.key ?? null,
    confoundersOf: (toggles, percentage) => confoundersOf(flags, toggles, percentage),
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
