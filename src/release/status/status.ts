import { inWords, signedBy } from '../journal/changelog.ts';
import { CHECK_INS, dueAtOf } from '../decisions/check-ins.ts';
import type { CheckIn, JournalEntry } from '../journal/journal.ts';
import { missingIn, nextStep, type LiveView, type ReleaseView } from './next-step.ts';
import { enrolledTesters } from '../journal/opening.ts';
import type { ReleasePlan } from '../../plan/index.ts';
import type { Progress } from '../journal/progress.ts';
import { rolledBackIn, type RolledBack } from './rolled-back.ts';
import { askedOf } from '../decisions/rules.ts';
import { type RateRatioBounds, rateRatioInWords } from '../../guard/index.ts';

/** What people want to know of a release at a glance. Times are ISO 8601, UTC. */
export type ReleaseStatus = {
  readonly id: string;
  readonly title: string;
  readonly toggles: readonly string[];
  readonly planVersion: number;
  readonly phase: Progress['phase'];
  readonly stage: {
    readonly letter: string;
    readonly name: string;
    readonly percentage: number;
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
  readonly held: boolean;
  /** Other features that are open for a part of the same people, a sentence each. */
  readonly confounders: readonly string[];
  readonly goSigned: boolean;
  readonly testers: { readonly enrolled: number; readonly waiting: number };
  /** What the plan asks people, with the answers in the present stage. */
  readonly questions: readonly Question[];
  readonly checkIns: readonly CheckInStatus[];
  /** What is measured of the present stage; null where nothing is open or nothing can be measured. */
  readonly seen: Seen | null;
  /** The last time that it was taken back; null when it never was. */
  readonly rolledBack: RolledBack | null;
  readonly history: readonly HistoryLine[];
};

export type Question = {
  /** From 1. */
  readonly number: number;
  readonly text: string;
  readonly answer: {
    readonly yes: boolean;
    readonly who: string;
    readonly why: string | null;
  } | null;
};

export type CheckInStatus = {
  readonly checkIn: CheckIn;
  /** ISO 8601; null while not everybody has the feature. */
  readonly dueAt: string | null;
  readonly state: 'open' | 'answered' | 'waived';
};

export type Seen = {
  /** Distinct people to whom the feature was shown in this stage, testers left out. */
  readonly people: number;
  /** People with a failed visit in this run, with the feature and without it. */
  readonly failed: { readonly open: number; readonly closed: number };
  /** Evidence of harm, as a part of what takes the feature back; 1 does. */
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

export type StageStatus = {
  readonly letter: string;
  readonly name: string;
  readonly percentage: number;
  readonly state: 'passed' | 'open' | 'planned';
};

export type HistoryLine = {
  readonly at: string;
  /** Of the plan that was in force; null where the journal does not say it. */
  readonly planVersion: number | null;
  readonly what: string;
  readonly who: string;
  readonly why: string | null;
};

export function statusOf(view: ReleaseView): ReleaseStatus {
  const { id, plan, progress, entries } = view;
  const enrolled = enrolledTesters(progress).length;
  return {
    id,
    title: plan.title,
    toggles: plan.toggles,
    planVersion: progress.planVersion,
    phase: progress.phase,
    stage: openStage(plan, progress),
    openFor: openFor(progress, enrolled),
    since: progress.since?.at.toISOString() ?? null,
    because: because(progress.since),
    next: nextStep(view),
    missing: missingIn(view),
    stages: stagesOf(plan, progress),
    held: progress.held !== null,
    confounders: progress.stage?.confounders ?? [],
    goSigned: progress.go !== null,
    testers: { enrolled, waiting: progress.testers.size - enrolled },
    questions: questionsOf(plan, progress),
    checkIns: checkInsOf(progress),
    seen: view.live && seenIn(view.live),
    rolledBack: rolledBackIn(entries),
    history: historyOf(entries),
  };
}

function questionsOf(plan: ReleasePlan, { answers }: Progress): readonly Question[] {
  return askedOf(plan).map((text, index) => {
    const given = answers.get(text);
    const answer = given && { yes: given.yes, who: signedBy(given.who), why: given.why };
    return { number: index + 1, text, answer: answer ?? null };
  });
}

function checkInsOf({ everyoneSince, checkIns }: Progress): readonly CheckInStatus[] {
  return CHECK_INS.map((checkIn) => {
    const dueAt = dueAtOf(checkIn, everyoneSince)?.toISOString() ?? null;
    const done = checkIns.get(checkIn);
    return { checkIn, dueAt, state: done ? (done.waived ? 'waived' : 'answered') : 'open' };
  });
}

function seenIn({ assessment, guard }: LiveView): Seen {
  const { people, unhealthy } = assessment;
  const { label, slow, floor } = guard.weighted;
  const asShare = (log: number) => Math.min(1, Math.exp(log - guard.threshold));
  const kinds = [
    ['failed-visits', label],
    ['slow-answers', slow],
    ['too-many-errors', floor],
  ] as const;
  return {
    people,
    failed: guard.failed,
    evidenceShare: asShare(guard.logEvidence),
    evidenceByKind: kinds.flatMap(([kind, log]) =>
      log === undefined ? [] : [{ kind, share: asShare(log) }],
    ),
    evidenceMean: asShare(guard.logMean),
    rateRatio: guard.rateRatio,
    comparison: rateRatioInWords(guard.rateRatio, guard.alpha),
    unhealthy,
  };
}

function openStage(plan: ReleasePlan, progress: Progress): ReleaseStatus['stage'] {
  if (!progress.stage) return null;
  const { stage, letter, percentage } = progress.stage;
  return { letter, percentage, name: plan.stages[stage]?.name ?? `Stage ${letter}` };
}

function stagesOf(plan: ReleasePlan, progress: Progress): readonly StageStatus[] {
  const isOver = progress.phase === 'fully-on' || progress.phase === 'closed';
  const open = isOver ? plan.stages.length : (progress.stage?.stage ?? -1);
  return plan.stages.map(({ letter, name, percentage }, index) => ({
    letter,
    name,
    percentage,
    state: index < open ? 'passed' : index === open ? 'open' : 'planned',
  }));
}

function openFor({ phase, stage }: Progress, testers: number): string {
  if (phase === 'draft' || phase === 'rolled-back') return 'Nobody';
  if (phase === 'fully-on') return 'Everybody';
  if (phase === 'closed') return 'As the code says: the release is over';
  const people = [
    testers === 0 ? null : testers === 1 ? '1 tester' : `${testers} testers`,
    stage && `${stage.percentage} % of Veterans`,
  ].filter((group) => group !== null);
  return people.length === 0 ? 'Nobody yet: no tester is enrolled' : people.join(' and ');
}

function because(since: JournalEntry | null): string {
  if (!since) return 'The plan is loaded and nothing has been started.';
  const why = since.why ? `: ${since.why}` : '';
  return `${inWords(since) ?? ''} by ${signedBy(since.who)}${why}`;
}

function historyOf(entries: readonly JournalEntry[]): readonly HistoryLine[] {
  return entries.flatMap((entry) => {
    const what = inWords(entry);
    if (what === null) return [];
    const { at, planVersion, who, why } = entry;
    return [{ at: at.toISOString(), planVersion, what, who: signedBy(who), why }];
  });
}
