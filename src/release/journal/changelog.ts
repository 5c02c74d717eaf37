import { secondsInWords } from '../../lib/duration.ts';
import { inFigures, percent } from '../../lib/figures.ts';
import type { GoNoGoFact, GoSigned } from './go-no-go/facts.ts';
import type { JournalEntry, JournalFact, StepEvidence, Who } from './journal.ts';
import { saidInWords } from './said-in-words.ts';
import { SAMPLE_RATIO_LEVEL, type StageWatch } from '../../guard/index.ts';
import { PLAN_TIME_ZONE } from '../../calendar/index.ts';
import { changelogLine } from '../../plan/index.ts';
import { testingInWords } from '../testing/words.ts';

/**
 * The plan's changelog: a dated line per step, in the order in which the steps were taken. No testers' names. Where a
 * run opens for a share of people it tells what is accepted of false rollbacks and of a rise of failed visits.
 */
export function changelogOf(entries: readonly JournalEntry[]): readonly string[] {
  const openings = firstStagesIn(entries);
  const figures = figuresIn(entries);
  return entries.flatMap((entry) => {
    const words = inWords(entry);
    if (words === null) return [];
    if (entry.kind === 'reason-added') return [lineOf(entry, addedInWords(entry), null)];
    const accepted = openings.get(entry.version);
    const what = accepted ? `${words}. ${acceptedInWords(accepted)}` : words;
    return [lineOf(entry, what, reasonOf(entry, figures))];
  });
}

function lineOf({ at, who }: JournalEntry, what: string, why: string | null): string {
  return changelogLine({ at, timeZone: PLAN_TIME_ZONE, what, why, who: signedBy(who) });
}

/** `Connie Centers adds: callers ask for it` */
export function addedInWords({ who, why }: Pick<JournalEntry, 'who' | 'why'>): string {
  return `${who.name} adds: ${why ?? ''}`;
}

/** How each run is watched, by the version of the entry that opens its first stage. */
function firstStagesIn(entries: readonly JournalEntry[]): ReadonlyMap<number, StageWatch> {
  const first = new Map<number, StageWatch>();
  let isOpen = false;
  for (const entry of entries) {
    if (entry.kind === 'rolled-back') isOpen = false;
    if (entry.kind !== 'stage-opened') continue;
    if (!isOpen && entry.watch) first.set(entry.version, entry.watch);
    isOpen = true;
  }
  return first;
}

function acceptedInWords({ alpha, tolerance }: StageWatch): string {
  const budget = `The guard rolls back a harmless feature with a chance of at most ${percent(alpha)} in all stages together, and ${percent(SAMPLE_RATIO_LEVEL)} in each when too few people come`;
  if (tolerance === 1) return budget;
  return `${budget}. Failed visits that are up to ${percent(tolerance - 1)} more frequent with the feature count as no harm`;
}

/** Of a rollback, the people for whom it came too late: behind the reason, where there is one. */
function reasonOf(entry: JournalEntry, figures: RollbackFigures): string | null {
  const { why } = entry;
  const failed = entry.kind === 'rolled-back' ? harmInWords(figuresOf(entry, figures)) : null;
  if (why === null || failed === null) return why ?? failed;
  return `${why.replace(/\.$/, '')}. ${failed}`;
}

function harmInWords(evidence: StepEvidence | null | 'awaited'): string | null {
  if (evidence === 'awaited') return 'Failed visits are being measured';
  return evidence && failedVisitsInWords(evidence) + unservedInWords(evidence);
}

/** The figures that followed rollbacks, by the version of the rollback. */
export type RollbackFigures = ReadonlyMap<number, StepEvidence | null>;

export function figuresIn(entries: readonly JournalEntry[]): RollbackFigures {
  return new Map(
    entries.flatMap((entry) =>
      entry.kind === 'rollback-measured' ? [[entry.rollback, entry.evidence] as const] : [],
    ),
  );
}

/** What had been measured by a rollback; null: nothing. */
export function figuresOf(
  rollback: JournalEntry & { readonly kind: 'rolled-back' },
  figures: RollbackFigures,
): StepEvidence | null | 'awaited' {
  const { version, evidence } = rollback;
  if (evidence !== null || rollback.figures === undefined) return evidence;
  const followed = figures.get(version);
  return followed === undefined ? 'awaited' : followed;
}

/** What the numbers said when a step was taken: failed visits, and how near they were to a rollback. */
export function evidenceInWords(evidence: StepEvidence | null): string | null {
  if (evidence === null) return null;
  const visits = `${failedVisitsInWords(evidence)}${unservedInWords(evidence)}`;
  if (!wasSeen(evidence).open) return visits;
  const share = Math.min(1, Math.exp(evidence.logEvidence - evidence.threshold));
  return `${visits}; ${percent(share)} of the evidence that rolls the feature back`;
}

/** Where no one came, no visit can have failed: that is no good sign. */
function failedVisitsInWords({ failed, came }: StepEvidence): string {
  const [open, closed] = [inFigures(failed.open), inFigures(failed.closed)];
  const isSeen = wasSeen({ failed, came });
  if (isSeen.open && isSeen.closed) {
    return `Failed visits: ${open} people with the feature, ${closed} without it`;
  }
  if (isSeen.open) return `Failed visits: ${open} people with the feature; ${NOT_SEEN} without it`;
  if (isSeen.closed)
    return `Failed visits: ${closed} people without the feature; ${NOT_SEEN} with it`;
  return 'Failed visits can’t be counted: no one was seen, with the feature or without it';
}

/** Who met an error that was not ours had no good visit either. */
function unservedInWords({ unserved = 0 }: StepEvidence): string {
  if (unserved === 0) return '';
  const people = unserved === 1 ? '1 person' : `${inFigures(unserved)} people`;
  return `. ${people} with the feature met errors that were not ours`;
}

const NOT_SEEN = 'no one was seen';

/** Whether people came at all, with the feature and without it. */
export function wasSeen({ failed, came }: Pick<StepEvidence, 'failed' | 'came'>) {
  return { open: failed.open + came.open > 0, closed: failed.closed + came.closed > 0 };
}

/** A fact in a few words, or null for what concerns only the program itself. */
export function inWords(fact: JournalFact): string | null {
  switch (fact.kind) {
    case 'plan-loaded':
      return `Plan loaded, version ${fact.planVersion}`;
    case 'testing-started':
      return 'Phase I started';
    case 'tester-invited':
      return 'A tester invited';
    case 'tester-enrolled':
      return 'A tester enrolled';
    case 'tester-removed':
      return 'A tester removed';
    case 'session-planned':
    case 'session-cancelled':
    case 'tester-bound':
    case 'tester-seen':
    case 'access-ended':
    case 'task-recorded':
    case 'bug-recorded':
      return testingInWords(fact);
    case 'go-signed':
    case 'no-go-signed':
    case 'pause-signed':
    case 'go-voided':
    case 'item-answered':
    case 'condition-closed':
      return goNoGoInWords(fact);
    case 'stage-opened':
      return stageOpened(fact);
    case 'held':
      return 'Held';
    case 'resumed':
      return 'Resumed';
    case 'reason-added':
      return ADDED_TO[fact.to] ?? 'A reason added';
    case 'rolled-back':
      return 'Rolled back';
    case 'exposure-stopped':
      return exposureStopped(fact);
    case 'rule-noted':
      return `Looked into: ${fact.rule}`;
    case 'fully-on':
      return fact.overridden ? 'Fully on, by override' : 'Fully on';
    case 'criterion-answered':
    case 'check-in-answered':
    case 'check-in-waived':
    case 'calls-entered':
    case 'result-entered':
      return saidInWords(fact);
    case 'closed':
      return closedInWords(fact);
    case 'not-known':
      return `A step of a newer version of the program (${fact.of})`;
    case 'stage-measured':
    case 'rollback-measured':
    case 'applied':
      return null;
  }
}

function closedInWords({ removedIn }: Extract<JournalFact, { kind: 'closed' }>): string {
  return removedIn === undefined
    ? 'Release closed'
    : `Release closed; the flag was taken out of the code in ${removedIn}`;
}

function goNoGoInWords(fact: GoNoGoFact): string {
  switch (fact.kind) {
    case 'go-signed':
      return goInWords(fact);
    case 'no-go-signed':
      return 'No-go signed';
    case 'pause-signed':
      return 'Pause signed';
    case 'go-voided':
      return `The go is void: ${LOST_IN_WORDS[fact.cause]}`;
    case 'item-answered':
      return `${ANSWER_IN_WORDS[fact.answer]} to the item “${fact.item}”`;
    case 'condition-closed':
      return `Condition closed: “${fact.condition}”`;
  }
}

function stageOpened({ letter, percentage, overridden, steppedBackFrom }: OpenedFact): string {
  const opened = `Stage ${letter} at ${percentage}%`;
  if (steppedBackFrom !== undefined)
    return `Stepped back from Stage ${steppedBackFrom} to ${opened}`;
  return overridden ? `${opened}, opened by override` : opened;
}

const LOST_IN_WORDS = {
  'heartbeat-silent': 'nothing is heard of the feature anymore',
  'toggle-gone': 'a toggle is gone from the flag engine',
} as const;

const ANSWER_IN_WORDS = {
  yes: 'Yes',
  no: 'No',
  'not-applicable': 'Not applicable',
} as const;

function goInWords({ upTo, awaiting, conditions = [] }: GoSigned): string {
  const reach = upTo === undefined ? 'Go signed' : `Go signed up to Stage ${upTo}`;
  const named = conditions.map(({ text }) => `“${text}”`).join('; ');
  const signed = named === '' ? reach : `${reach} until this is closed: ${named}`;
  return awaiting === undefined ? signed : `${signed}, still to sign: ${awaiting.join('; ')}`;
}

const ADDED_TO: Readonly<Record<string, string>> = {
  hold: 'A reason added to the hold',
  rollback: 'A reason added to the rollback',
  go: 'A reason added to the go',
};

type OpenedFact = Extract<JournalFact, { kind: 'stage-opened' }>;

type ExposureStopped = Extract<JournalFact, { kind: 'exposure-stopped' }>;

/** `The feature is no longer shown to anyone. From the first failed visit to the last exposure it took 42 seconds` */
function exposureStopped({ firstFailedVisitAt, lastExposureAt }: ExposureStopped): string {
  const stopped = 'The feature is no longer shown to anyone';
  if (firstFailedVisitAt === null || lastExposureAt === null) return stopped;
  const took = Date.parse(lastExposureAt) - Date.parse(firstFailedVisitAt);
  return `${stopped}. From the first failed visit to the last exposure it took ${secondsInWords(took)}`;
}

/** `Pat Example, product manager`, and of whom nobody has checked `… (claimed by token ci-deploy)` */
export function signedBy({ name, role, claimedBy }: Who): string {
  const claim = claimedBy === undefined ? '' : ` (claimed by token ${claimedBy})`;
  return `${name}, ${role.replaceAll('-', ' ')}${claim}`;
}
