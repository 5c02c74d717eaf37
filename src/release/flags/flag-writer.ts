import {
  CLOSED_GATES,
  writeGatesWithin,
  type ChangeNote,
  type GateValues,
} from '../../flags/index.ts';
import type { Access } from '../journal/progress.ts';
import type { FlagWriter } from '../journal/sql-journal.ts';

/** Puts a release’s access into the flag engine’s words: testers are actors, the share is a percentage of actors. */
export const writeReleaseFlags: FlagWriter = async (tx, { releaseId, toggles, access }) => {
  for (const toggle of toggles)
    await writeGatesWithin(tx, { key: toggle, gates: gatesFor(access) }, noteOf(releaseId));
};

/** The access as Flipper’s gates. */
export function gatesFor({ testers, percentage, everyone }: Access): GateValues {
  if (everyone) return { ...CLOSED_GATES, boolean: 'true' };
  return {
    ...CLOSED_GATES,
    actors: new Set(testers),
    percentageOfActors: percentage > 0 ? String(percentage) : null,
  };
}

/** Who asked for the step, and why, is in the release's own journal. */
function noteOf(releaseId: string): ChangeNote {
  return {
    who: 'Release program',
    role: 'automatic',
    through: 'release',
    why: `Ordered by release ${releaseId}`,
  };
}
