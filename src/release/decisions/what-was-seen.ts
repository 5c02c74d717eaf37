import { MINUTE_MS } from '../../lib/duration.ts';
import { addedInWords, inWords, signedBy } from '../journal/changelog.ts';
import type { JournalEntry } from '../journal/journal.ts';
import type { Release } from '../journal/release.ts';
import type { Step } from './decide.ts';
import type { Refusal } from './situation.ts';

/** What a person knew of a release when they asked for a step: the version that they were shown, null if they don’t say. */
export type Seen = { readonly version: number | null };
export const NOTHING_SAID: Seen = { version: null };

/** Why a step is not taken that was meant for the release as it was; null: it is as the person knows it. */
export function whyNotAsSeen(
  release: Pick<Release, 'id' | 'entries' | 'progress'>,
  step: Step,
  seen: Seen,
): Refusal | null {
  // What lowers or holds is never too late.
  return step.kind === 'rollback' || step.kind === 'hold' ? null : whyOvertaken(release, seen);
}

/** The same for what is never taken in any case, a plan say. */
export function whyOvertaken(
  release: Pick<Release, 'id' | 'entries' | 'progress'>,
  { version }: Seen,
): Refusal | null {
  return version === null || isAsSeen(release, version) ? null : movedOn(release, version);
}

function isAsSeen({ entries, progress }: Pick<Release, 'entries' | 'progress'>, version: number) {
  return version <= progress.version && happenedAfter(entries, version).length === 0;
}

/** What has happened since this version, as far as there is anything to tell. */
function happenedAfter(entries: readonly JournalEntry[], version: number): readonly JournalEntry[] {
  return entries.filter((entry) => entry.version > version && inWords(entry) !== null);
}

/** The refusal of a step that others overtook, with what they did after this version. */
export function movedOn(
  { id, entries }: Pick<Release, 'id' | 'entries'>,
  version: number,
): Refusal {
  const since = happenedAfter(entries, version).slice(-MOST_TOLD).map(toldOf).join('; ');
  const what = since === '' ? 'something else was written down' : since;
  const sentence = `${id} has changed since you looked: ${what}. Look at its status, then try again if the step is still needed.`;
  return { code: 'moved-on', sentence };
}

/** In entries. */
const MOST_TOLD = 5;

function toldOf(entry: JournalEntry): string {
  const { who } = entry;
  const what = entry.kind === 'reason-added' ? addedInWords(entry) : inWords(entry);
  return `${what ?? ''} (${signedBy(who)})`;
}

/** Two overrides that were meant for one stage, and name neither it nor what was seen, must not open two. */
export function whyNotUnnamed(
  { progress }: Pick<Release, 'progress'>,
  { step, seen }: { readonly step: Step; readonly seen: Seen },
  now: Date,
): Refusal | null {
  const { stage } = progress;
  if (step.kind !== 'advance' || !step.override || !stage) return null;
  if (step.to !== undefined || seen.version !== null) return null;
  if (now.getTime() - stage.openedAt.getTime() >= JUST_OPENED_MS) return null;
  const sentence = `Stage ${stage.letter} was opened less than a minute ago. If you mean the stage after it, name it by its letter.`;
  return { code: 'stage-not-named', sentence };
}

const JUST_OPENED_MS = MINUTE_MS;
