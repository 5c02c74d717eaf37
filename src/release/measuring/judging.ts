import { judge, type Criterion, type Figures, type Judgement } from '../../criteria/index.ts';
import type { PlannedRule } from '../decisions/rules.ts';
import { anywhere, ofFeature, type AnswersSeen } from './answer-book.ts';
import { figuresFor, type CohortMeasured, type PeopleCounted } from './figures.ts';
import { minuteOf, type AnswerCount } from './kept/answer-count.ts';
import type { Snapshot } from './snapshot.ts';

/** How a rule or criterion stands, by what was measured. */
export function judgedNow(rule: PlannedRule, snapshot: Snapshot): Judgement {
  const { criterion } = rule;
  const open = figuresFor(criterion, openCohort(criterion, snapshot));
  if (open === null) return notCounted(rule);
  return judge(criterion, {
    telemetry: telemetryIn(snapshot),
    open,
    baseline: baselineFor(criterion, snapshot),
    closedCohort: snapshot.share < 1 ? closedFigures(criterion, snapshot) : null,
    flagShare: snapshot.share * 100,
    excluded: [],
  });
}

function telemetryIn({ watch, opening, blindSince }: Snapshot) {
  if (blindSince !== null) return 'blind';
  return watch.people.in(opening).shown > 0 ? 'quiet-or-flowing' : 'no-exposure';
}

function openCohort(criterion: Criterion, snapshot: Snapshot): CohortMeasured {
  const { shown, failed } = snapshot.watch.people.in(snapshot.opening);
  const people = { came: shown, failed: failed.open };
  return {
    ...answersFor(criterion, snapshot, ofFeature('open')),
    people: withinStage(criterion, people),
  };
}

/** People without the feature meet the surface around it alone. */
function closedFigures(criterion: Criterion, snapshot: Snapshot): Figures | null {
  const { came, failed } = snapshot.watch.people.in(snapshot.opening);
  const people = { came: came.closed, failed: failed.closed };
  return figuresFor(criterion, {
    ...answersFor(criterion, snapshot, anywhere('closed')),
    people: withinStage(criterion, people),
  });
}

function baselineFor(criterion: Criterion, { watch, runOpenedAt }: Snapshot): Figures | null {
  const before = watch.book.between(0, minuteOf(runOpenedAt), anywhere('closed'));
  return before.answers.length === 0 ? null : figuresFor(criterion, { ...before, people: null });
}

/** People are told apart since the stage opened, and over no other window. */
function withinStage({ window }: Criterion, people: PeopleCounted): PeopleCounted | null {
  return window.kind === 'stage' ? people : null;
}

function answersFor(
  { window }: Criterion,
  { watch, opening, runsFirstOpening, now }: Snapshot,
  isMeant: (counted: AnswerCount) => boolean,
): AnswersSeen {
  if (window.kind === 'stage') return watch.book.inOpenings(opening, opening, isMeant);
  const from = new Date(now.getTime() - window.ms);
  // What an earlier run met speaks against that run alone.
  const isOfRun = (counted: AnswerCount) => counted.opening >= runsFirstOpening && isMeant(counted);
  return watch.book.between(minuteOf(from), minuteOf(now) + 1, isOfRun);
}

function notCounted({ text }: PlannedRule): Judgement {
  const sentence = `This program does not count what “${text}” asks for. Look at it by hand, and override with the figures as the reason.`;
  return {
    verdict: 'unmeasured',
    value: null,
    limit: null,
    numerator: null,
    denominator: null,
    excluded: [],
    sentence,
  };
}
