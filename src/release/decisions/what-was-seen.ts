import { MINUTE_MS } from '../../lib/duration.ts';
import { addedInWords, inWords, signedBy } from '../journal/changelog.ts';
import type { JournalEntry } from '../journal/journal.ts';
import { entriesSince, type Release } from '../journal/release.ts';
import type { Step, StepKind } from './decide.ts';
import type { Refusal } from './situation.ts';

/** What a person knew of a release when they asked for a step: the version that they were shown, null if they don’t say. */
export type Seen = { readonly version: number | null };
export const NOTHING_SAID: Seen = { version: null };

/** For which steps an entry changes what somebody saw who asks for one: `opening` are those that open something. */
type Weight = 'any' | 'opening' | 'none';

/**
 * Whether an entry changes what was seen before it. What is not certain to leave a step as it was meant refuses it, so
 * `any` is the rule. That a tester looked, and how a task of theirs went, is evidence of a go, and leaves an answer, a
 * bug or a session what they were. The program’s own bookkeeping changes nothing that anybody is shown, and that a
 * rollback worked, which follows each within seconds, is what everybody counts on.
 */
const WEIGHTS: Readonly<Record<JournalEntry['kind'], Weight>> = {
  'tester-seen': 'opening',
  'task-recorded': 'opening',
  applied: 'none',
  'stage-measured': 'none',
  'rollback-measured': 'none',
  'exposure-stopped': 'none',
  'plan-loaded': 'any',
  'testing-started': 'any',
  'tester-invited': 'any',
  'tester-enrolled': 'any',
  'tester-removed': 'any',
  'session-planned': 'any',
  'session-cancelled': 'any',
  'tester-bound': 'any',
  'access-ended': 'any',
  'bug-recorded': 'any',
  'go-signed': 'any',
  'no-go-signed': 'any',
  'pause-signed': 'any',
  'go-voided': 'any',
  'item-answered': 'any',
  'condition-closed': 'any',
  'criterion-answered': 'any',
  'stage-opened': 'any',
  held: 'any',
  resumed: 'any',
  'reason-added': 'any',
  'rolled-back': 'any',
  'rule-noted': 'any',
  'fully-on': 'any',
  'check-in-answered': 'any',
  'check-in-waived': 'any',
  'calls-entered': 'any',
  'result-entered': 'any',
  closed: 'any',
  'not-known': 'any',
};

const OPENING: ReadonlySet<StepKind> = new Set(['start', 'go', 'advance', 'resume']);

/** Why a step is not taken that was meant for the release as it was; null: it is as the person knows it. */
export function whyNotAsSeen(
  release: Pick<Release, 'id' | 'entries' | 'progress'>,
  step: Step,
  seen: Seen,
): Refusal | null {
  // What lowers or holds is never too late.
  if (step.kind === 'rollback' || step.kind === 'hold') return null;
  return whyOvertaken(release, seen, OPENING.has(step.kind) ? ANY_CHANGE : WHATEVER_THE_STEP);
}

const WHATEVER_THE_STEP: readonly Weight[] = ['any'];
const ANY_CHANGE: readonly Weight[] = ['any', 'opening'];

/** The same for what is never taken in any case, a plan say. */
export function whyOvertaken(
  release: Pick<Release, 'id' | 'entries' | 'progress'>,
  { version }: Seen,
  weights = WHATEVER_THE_STEP,
): Refusal | null {
  if (version === null) return null;
  const { entries, progress } = release;
  const isAsSeen = version <= progress.version && weighing(entries, version, weights).length === 0;
  return isAsSeen ? null : movedOn(release, version);
}

/** What has happened since this version, of these weights. */
function weighing(entries: readonly JournalEntry[], version: number, weights: readonly Weight[]) {
  return entriesSince(entries, version).filter(({ kind }) => weights.includes(WEIGHTS[kind]));
}

/** The refusal of a step that others overtook, with what they did after this version. */
export function movedOn(
  { id, entries }: Pick<Release, 'id' | 'entries'>,
  version: number,
): Refusal {
  const since = weighing(entries, version, ANY_CHANGE).slice(-MOST_TOLD).map(toldOf).join('; ');
  const what = since === '' ? 'something else was written down' : since;
  const sentence = `${id} has changed since you looked: ${what}. Look at its status, then try again if the step is still needed.`;
  return { code: 'moved-on', sentence };
}

/** In entries. */
const MOST_TOLD = 5;

function toldOf(entry: JournalEntry): string {
  const { who } = entry;
  return `${eventInWords(entry)} (${signedBy(who)})`;
}

/** The last two are told nowhere but in their own list. */
function eventInWords(entry: JournalEntry): string {
  if (entry.kind === 'reason-added') return addedInWords(entry);
  if (entry.kind === 'tester-seen') {
    return `${entry.participant ?? 'A tester'} opened the page and was answered ${entry.proof.status}`;
  }
  if (entry.kind === 'task-recorded') {
    const { participant, session, task } = entry;
    return `How ${participant} did in task ${task} of session ${session} was written down`;
  }
  return inWords(entry) ?? '';
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
