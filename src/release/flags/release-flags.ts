import { CLOSED_GATES, sameGates, type Flags } from '../../flags/index.ts';
import type { ReleaseFlags } from '../engine/deps.ts';
import { confoundersOf } from './confounders.ts';
import { gatesFor } from './flag-writer.ts';

/** The flag engine of this instance, as the release engine needs it. */
export function releaseFlags(flags: Flags): ReleaseFlags {
  return {
    refresh: flags.refresh,
    isClosed: (toggle) => flags.state(toggle) === 'off',
    confoundersOf: (toggles, percentage) => confoundersOf(flags, toggles, percentage),
    closeHere: flags.closeHere,
    exists: (toggle) => flags.feature(toggle) !== undefined,
    agrees: (toggle, access) =>
      sameGates(flags.feature(toggle)?.gates ?? CLOSED_GATES, gatesFor(access)),
  };
}
