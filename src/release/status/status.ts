import { textFromPeople } from '../../lib/text-from-people.ts';
import { evidenceInWords, inWords, signedBy } from '../journal/changelog.ts';
import type { JournalEntry } from '../journal/journal.ts';
import { goNoGoOf, NOTHING_FOUND, type GoNoGoFindings, type GoNoGoStatus } from './go-no-go.ts';
import { missingIn, nextStep } from './next-step.ts';
import { openFor } from './open-for.ts';
import type { ReleasePlan } from '../../plan/index.ts';
import { enrolledTesters, type Answered, type Progress } from '../journal/progress.ts';
import type { Release } from '../journal/release.ts';
import { judgedRules, type JudgedRule } from '../measuring/judged-rules.ts';
import { assessWithCriteria, guardFiguresOf } from '../measuring/assess.ts';
import type { Snapshot } from '../measuring/snapshot.ts';
import { lastRollbackIn, type LastRollback } from './last-rollback.ts';
import { holdStatus, noGoIn, noGoInWords, type HoldStatus, type Said } from './standing.ts';
import { callsOf, type CallsStatus } from './calls.ts';
import { enteredAt, type ResultsAtPlace } from './results/results-of-people.ts';
import {
  checkInsOf,
  seenSinceLaunch,
  flagRemovalOf,
  type CheckInStatus,
  type FlagRemoval,
} from './after-launch/check-in-status.ts';
import type { SeenSinceLaunch } from './after-launch/draft.ts';
import { scheduleOf, type Scheduled } from './schedule.ts';
import { stateOf, type ReleaseState } from './state.ts';
import { openStage, phaseOneOf, stagesOf, type PhaseOneState, type StageStatus } from './stages.ts';
import { answerTo, askedOf, earlierAnswersIn, ownerOf } from '../decisions/questions.ts';
import type { TesterRequest } from '../testing/requests.ts';
import { testingStatusOf, type TestingStatus } from '../testing/testing-status.ts';
import { type RateRatioBounds, rateRatioInWords } from '../../guard/index.ts';

/** What people want to know of a release at a glance. Times are ISO 8601, UTC. */
export type ReleaseStatus = {
  readonly id: string;
  readonly title: string;
  /** Of the journal. A step that names it is taken only while nothing has happened since. */
  readonly version: number;
  readonly toggles: readonly string[];
  readonly planVersion: number;
  readonly phase: Progress['phase'];
  readonly state: ReleaseState;
  readonly stage: {
    readonly letter: string;
    readonly name: string;
    readonly percentage: number;
    /** Why the plan says that switching off is not safe in it; null: it does not say so. */
    readonly unsafeToSwitchOff: string | null;
  } | null;
  /** For whom the feature is open now, in words. */
  readonly openFor: string;
  readonly since: string | null;
  /** What made it so: the step, who took it and why. */
  readonly because: string;
  readonly next: string;
  /** What is missing before that besides answers to the questions, a sentence each. */
  readonly missing: readonly string[];
  /** Every stage of the plan in order, with where it stands. */
  readonly stages: readonly StageStatus[];
  readonly phaseOne: PhaseOneState;
  readonly held: boolean;
  /** Who holds it, since when, why, and what ends it; null when it is not held. */
  readonly hold: HoldStatus | null;
  /** The no-go that stands; null when there is none. */
  readonly noGo: Said | null;
  /** Since when the service behind the feature is down; null while it is well, or not known to be down. */
  readonly dependencyDownSince: string | null;
  /** Of the hold with all that was added to it; null when the release is not held. */
  readonly holdVersion: number | null;
  /** Other features that are open for a part of the same people, a sentence each. */
  readonly confounders: readonly string[];
  /** That alerts do not reach their receiver, in a sentence; null: they do, or none are sent. */
  readonly undelivered: string | null;
  /** That the instance that answers can’t look at the release just now, in a sentence; null: it can. */
  readonly unwatched: string | null;
  /** Which instances have a clock that is off, and by how much, a sentence each; null: none, as far as is known. */
  readonly clockOff: string | null;
  readonly goSigned: boolean;
  readonly testers: { readonly enrolled: number; readonly waiting: number };
  readonly testing: TestingStatus;
  /** What the plan asks people, with the answers in the present stage. */
  readonly questions: readonly QuestionStatus[];
  readonly goNoGo: GoNoGoStatus;
  readonly checkIns: readonly CheckInStatus[];
  /** What is known of the flag’s end; null: that is not due, or nobody has looked. */
  readonly removal: FlagRemoval | null;
  /** What only people know, by the places of the plan. */
  readonly results: readonly ResultsAtPlace[];
  /** What is to come, the earliest first. */
  readonly schedule: readonly Scheduled[];
  /** What the contact center counted, by the day. */
  readonly calls: readonly CallsStatus[];
  /** What is measured of the present stage; null where nothing is open or nothing can be measured. */
  readonly seen: LiveMeasurements | null;
  /** Every success criterion and rollback rule of the plan, in its order, as it stands now. */
  readonly criteria: readonly JudgedRule[];
  /** The last rollback; null when there was none. */
  readonly rolledBack: LastRollback | null;
  readonly history: readonly HistoryLine[];
};

export type QuestionStatus = {
  /** From 1. */
  readonly number: number;
  readonly text: string;
  /** The role that answers it; null: any operator. */
  readonly owner: string | null;
  readonly answer: AnswerStatus | null;
  /** What was answered before, in an earlier stage or run or to other words; it counts for nothing now. */
  readonly earlier: AnswerStatus | null;
};

export type AnswerStatus = {
  readonly yes: boolean;
  readonly who: string;
  readonly why: string | null;
  /** `Phase I` or `Stage A`. */
  readonly during: string;
  /** The words that were answered, where the question had others then. */
  readonly asked: string | null;
};

export type LiveMeasurements = {
  /** Distinct people to whom the feature was shown in this stage, testers left out. */
  readonly people: number;
  /** People with a failed visit in this run, with the feature and without it. */
  readonly failed: { readonly open: number; readonly closed: number };
  /** People with the feature who met an error in this stage that was not ours: of the service behind it, or their own. */
  readonly unserved: number;
  /** Evidence of harm, as a part of what rolls the feature back; 1 does. */
  readonly evidenceShare: number;
  /** The same of each kind of evidence, of which the largest decides, and of their weighted mean. */
  readonly evidenceByKind: readonly KindOfEvidence[];
  readonly evidenceMean: number;
  readonly rateRatio: RateRatioBounds;
  /** The same in words. */
  readonly comparison: string;
  /** Why the numbers are not to be trusted just now; null when they are. */
  readonly unhealthy: string | null;
};

export type KindOfEvidence = {
  readonly kind: 'failed-visits' | 'slow-answers' | 'too-many-errors';
  readonly share: number;
};

export type HistoryLine = {
  /** Of the fact that it tells, as the journal has it. */
  readonly kind: JournalEntry['kind'];
  /** Of the journal entry. */
  readonly version: number;
  readonly at: string;
  /** Of the plan that was in force; null where the journal does not say it. */
  readonly planVersion: number | null;
  readonly what: string;
  readonly who: string;
  readonly why: string | null;
  /** What the numbers said when the step was taken, in words; null: they were not looked at. */
  readonly evidence: string | null;
};

type StatusSight = {
  /** Null when nothing is open or nothing can be measured just now. */
  readonly snapshot: Snapshot | null;
  readonly now: Date;
  /** Of the participants of Phase I; left out, none are told. */
  readonly requests?: readonly TesterRequest[];
  /** Left out where nobody has looked. */
  readonly found?: GoNoGoFindings;
  /** Of the time since everyone has the feature; left out where nobody has looked. */
  readonly survey?: SeenSinceLaunch['survey'];
  /** Of the toggles of a release that was carried out; left out where nobody has looked. */
  readonly flagsEnd?: Parameters<typeof flagRemovalOf>[0] | null;
};

export function statusOf(
  release: Release,
  { snapshot, now, found = NOTHING_FOUND, requests = [], survey, flagsEnd }: StatusSight,
): Omit<ReleaseStatus, 'undelivered' | 'unwatched' | 'clockOff'> {
  const { id, plan, progress, entries } = release;
  const assessment = snapshot && assessWithCriteria(snapshot);
  const situation = { plan, progress, assessment, now };
  const enrolled = enrolledTesters(progress).length;
  const noGo = progress.phase === 'closed' ? null : noGoIn(progress);
  const seen = seenSinceLaunch(snapshot, survey);
  return {
    id,
    title: textFromPeople(plan.title).text ?? id,
    version: progress.version,
    toggles: plan.toggles,
    planVersion: progress.planVersion,
    phase: progress.phase,
    state: stateOf(situation),
    stage: openStage(release),
    openFor: openFor(progress),
    since: progress.since?.at.toISOString() ?? null,
    because: because(progress.since),
    next: `${noGoInWords(noGo)}${nextStep(situation)}`,
    missing: missingIn(situation),
    stages: stagesOf(release),
    phaseOne: phaseOneOf(release),
    held: progress.held !== null,
    hold: holdStatus(progress.held),
    noGo,
    ...seenIn(progress, snapshot),
    holdVersion: progress.held?.version ?? null,
    goSigned: progress.go !== null,
    testers: { enrolled, waiting: progress.testers.size - enrolled },
    testing: testingStatusOf(release, { requests, now }),
    questions: questionsOf(plan, progress),
    goNoGo: goNoGoOf(release, found),
    checkIns: checkInsOf(release, { seen, now }),
    removal: flagsEnd ? flagRemovalOf(flagsEnd, now) : null,
    results: enteredAt(release, { seen, now }),
    calls: callsOf(release),
    schedule: scheduleOf(release, now),
    criteria: judgedRules(plan, snapshot),
    rolledBack: lastRollbackIn(entries),
    history: historyOf(entries),
  };
}

function questionsOf(plan: ReleasePlan, progress: Progress): readonly QuestionStatus[] {
  const earlier = earlierAnswersIn({ plan, progress });
  return askedOf(plan).map((text, index) => ({
    number: index + 1,
    text,
    owner: ownerOf(text),
    answer: answerStatus(text, answerTo(text, progress)),
    earlier: answerStatus(text, earlier(text)),
  }));
}

function answerStatus(text: string, given: Answered | undefined): AnswerStatus | null {
  if (!given) return null;
  const { question, yes, who, why, during: letter } = given;
  const during = letter === null ? 'Phase I' : `Stage ${letter}`;
  return { yes, who: signedBy(who), why, during, asked: question === text ? null : question };
}

function seenIn(
  { stage }: Progress,
  snapshot: Snapshot | null,
): Pick<ReleaseStatus, 'seen' | 'confounders' | 'dependencyDownSince'> {
  if (snapshot === null) {
    return { seen: null, confounders: stage?.confounders ?? [], dependencyDownSince: null };
  }
  const { watch, confounders } = snapshot;
  const dependencyDownSince = watch.dependencyDownSince?.toISOString() ?? null;
  return { seen: measuredIn(snapshot), confounders, dependencyDownSince };
}

function measuredIn(snapshot: Snapshot): LiveMeasurements {
  const { watch, opening, unhealthy } = snapshot;
  const guard = guardFiguresOf(snapshot);
  const { came, shown, unserved } = watch.people.in(opening);
  const isUnseen = came.open === 0 && guard.rateRatio.atLeast === null;
  const { label, slow, floor } = guard.weighted;
  const asShare = (log: number) => Math.min(1, Math.exp(log - guard.threshold));
  const kinds = [
    ['failed-visits', label],
    ['slow-answers', slow],
    ['too-many-errors', floor],
  ] as const;
  return {
    people: shown,
    failed: guard.failed,
    unserved: unserved.open,
    evidenceShare: asShare(guard.logEvidence),
    evidenceByKind: kinds.flatMap(([kind, log]) =>
      log === undefined ? [] : [{ kind, share: asShare(log) }],
    ),
    evidenceMean: asShare(guard.logMean),
    rateRatio: guard.rateRatio,
    comparison: isUnseen ? UNSEEN : rateRatioInWords(guard.rateRatio, guard.alpha),
    unhealthy,
  };
}

const UNSEEN = 'No one was seen using the feature at this stage, so nothing can be compared.';

function because(since: JournalEntry | null): string {
  if (!since) return 'The plan is loaded and nothing has been started.';
  const why = since.why ? `: ${since.why}` : '';
  return `${inWords(since) ?? ''} by ${signedBy(since.who)}${why}`;
}

type History = {
  /** How many entries are told, and the last of them. */
  readonly count: number;
  readonly last: JournalEntry | null;
  readonly lines: readonly HistoryLine[];
};

const NOTHING_TOLD: History = { count: 0, last: null, lines: [] };

/** By the first entry of each journal. Entries are only ever added: what is told of one is not told anew. */
const histories = new WeakMap<JournalEntry, History>();

function historyOf(entries: readonly JournalEntry[]): readonly HistoryLine[] {
  const [first] = entries;
  if (!first) return [];
  const known = histories.get(first) ?? NOTHING_TOLD;
  const told = entries[known.count - 1] === known.last ? known : NOTHING_TOLD;
  const added = entries.slice(told.count).flatMap((entry) => lineOf(entry) ?? []);
  const lines = added.length === 0 ? told.lines : told.lines.concat(added);
  histories.set(first, { count: entries.length, last: entries.at(-1) ?? null, lines });
  return lines;
}

function lineOf(entry: JournalEntry): HistoryLine | null {
  const what = inWords(entry);
  if (what === null) return null;
  const { kind, at, version, planVersion, who, why } = entry;
  const evidence = evidenceInWords(entry.evidence);
  const told = { what, who: signedBy(who), why, evidence };
  return { kind, version, at: at.toISOString(), planVersion, ...told };
}
