import { judge, type Criterion, type Figures, type Judgement } from '../../criteria/index.ts';
import type { PlannedRule } from '../decisions/rules.ts';
import { anywhere, ofFeature, type AnswersSeen } from './answer-book.ts';
import { figuresFor, type PeopleSeen, type Seen } from './figures.ts';
import type { OpenNow, RunWatch } from './run-watch.ts';
import { minuteOf, type Tally } from './tally.ts';

/** The opening that is judged, and when. */
export type Judged = OpenNow & {
  /** When the feature was first opened to a share in this run; what came before is the baseline. */
  readonly runOpenedAt: Date;
  /** The number of the run’s first opening. */
  readonly runsFirstOpening: number;
  readonly isBlind: boolean;
  readonly now: Date;
};

/** How a rule or criterion stands, by what people really met. */
export function judgedNow(rule: PlannedRule, watch: RunWatch, judged: Judged): Judgement {
  const { criterion } = rule;
  const open = figuresFor(criterion, seenOpen(criterion, watch, judged));
  if (open === null) return notCounted(rule);
  return judge(criterion, {
    telemetry: telemetryIn(watch, judged),
    open,
    baseline: baselineFor(criterion, watch, judged),
    closedCohort: judged.share < 1 ? closedFigures(criterion, watch, judged) : null,
    flagShare: judged.share * 100,
    excluded: [],
  });
}

function telemetryIn({ people }: RunWatch, { opening, isBlind }: Judged) {
  if (isBlind) return 'blind';
  return people.in(opening).shown > 0 ? 'quiet-or-flowing' : 'no-exposure';
}

function seenOpen(criterion: Criterion, watch: RunWatch, judged: Judged): Seen {
  const { shown, failed } = watch.people.in(judged.opening);
  const people = { came: shown, failed: failed.open };
  return {
    ...answersFor(criterion, { watch, judged }, ofFeature('open')),
    people: withinStage(criterion, people),
  };
}

/** People without the feature meet the surface around it alone. */
function closedFigures(criterion: Criterion, watch: RunWatch, judged: Judged): Figures | null {
  const { came, failed } = watch.people.in(judged.opening);
  const people = { came: came.closed, failed: failed.closed };
  return figuresFor(criterion, {
    ...answersFor(criterion, { watch, judged }, anywhere('closed')),
    people: withinStage(criterion, people),
  });
}

function baselineFor(criterion: Criterion, { book }: RunWatch, judged: Judged): Figures | null {
  const before = book.between(0, minuteOf(judged.runOpenedAt), anywhere('closed'));
  return before.answers.length === 0 ? null : figuresFor(criterion, { ...before, people: null });
}

/** People are told apart since the stage opened, and over no other window. */
function withinStage({ window }: Criterion, people: PeopleSeen): PeopleSeen | null {
  return window.kind === 'stage' ? people : null;
}

function answersFor(
  { window }: Criterion,
  { watch, judged }: { readonly watch: RunWatch; readonly judged: Judged },
  isMeant: (tally: Tally) => boolean,
): AnswersSeen {
  const { opening, runsFirstOpening, now } = judged;
  if (window.kind === 'stage') return watch.book.inOpenings(opening, opening, isMeant);
  const from = new Date(now.getTime() - window.ms);
  // What an earlier run met speaks against that run alone.
  const isOfRun = (tally: Tally) => tally.opening >= runsFirstOpening && isMeant(tally);
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
