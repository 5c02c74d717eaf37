import { CLOSED_GATES, writeGatesWithin, type GateValues } from '../../flags/index.ts';
import type { Opening } from '../opening.ts';
import type { FlagWriter } from './sql-journal.ts';

/** Puts an opening into the flag engine's words: testers are actors, the share is a percentage of actors. */
export const writeReleaseFlags: FlagWriter = async (tx, { toggles, opening }) => {
  for (const toggle of toggles)
    await writeGatesWithin(tx, { key: toggle, gates: gatesFor(opening) });
};

function gatesFor({ testers, percentage }: Opening): GateValues {
  return {
    ...CLOSED_GATES,
    actors: new Set(testers),
    percentageOfActors: percentage > 0 ? String(percentage) : null,
  };
}
