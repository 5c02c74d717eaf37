import {
  CLOSED_GATES,
  openFeaturesWithin,
  writeGatesWithin,
  type ChangeNote,
  type GateValues,
} from '../../flags/index.ts';
import { isSameName } from '../../lib/spelling.ts';
import type { Access } from '../journal/progress.ts';
import type { FlagWriter } from '../journal/kept/sql-journal.ts';

/**
 * Puts a release’s access into the flag engine’s words: testers are actors, the share is a percentage of actors. Who
 * asks for a toggle by another spelling must not find that open.
 */
export const writeReleaseFlags: FlagWriter = async (tx, { releaseId, toggles, access }) => {
  const note = noteOf(releaseId);
  for (const key of toggles) await writeGatesWithin(tx, { key, gates: gatesFor(access) }, note);
  const others = (await openFeaturesWithin(tx)).filter((key) => !toggles.includes(key));
  const misspelled = others.filter((key) => toggles.some((toggle) => isSameName(key, toggle)));
  for (const key of misspelled) await writeGatesWithin(tx, { key, gates: CLOSED_GATES }, note);
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
