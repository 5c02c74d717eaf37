import { businessDaysBetween } from '../../calendar/index.ts';
import { judge, type Criterion, type Figures, type Judgement } from '../../criteria/index.ts';
import type { PlannedRule } from '../decisions/rules.ts';
import { anywhere, ofFeature, type AnswersSeen } from './answer-book.ts';
import {
  figuresFor,
  isLookedAt,
  type CohortMeasured,
  type CountedAnswers,
  type PeopleCounted,
} from './figures.ts';
import { minuteOf, type AnswerKind } from './kept/answer-count.ts';
import { hourOf, type HourlyKind } from './kept/person-event.ts';
import { windowMsOf, type CohortPages } from './pages/page-events.ts';
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
  const inStage = { came: shown, failed: failed.open };
  return {
    ...answersFor(criterion, snapshot, ofFeature('open')),
    people: peopleFor(criterion, snapshot, { cohort: 'open', inStage }),
    businessDays: businessDaysBetween(snapshot.openedAt, snapshot.now),
    pages: pagesFor(criterion, snapshot)?.open ?? null,
    traffic: trafficFor(criterion, snapshot),
  };
}

/** People without the feature meet the surface around it alone. */
function closedFigures(criterion: Criterion, snapshot: Snapshot): Figures | null {
  const { came, failed } = snapshot.watch.people.in(snapshot.opening);
  const inStage = { came: came.closed, failed: failed.closed };
  return figuresFor(criterion, {
    ...answersFor(criterion, snapshot, anywhere('closed')),
    people: peopleFor(criterion, snapshot, { cohort: 'closed', inStage }),
    businessDays: 0,
    pages: pagesFor(criterion, snapshot)?.closed ?? null,
  });
}

/** Requests of people with the feature and without it, testers left out; to the pages around it as well. */
function trafficFor(criterion: Criterion, snapshot: Snapshot): CohortMeasured['traffic'] {
  if (criterion.measure !== 'traffic share') return undefined;
  const { endpoint } = criterion.filter;
  const requests = (cohort: 'open' | 'closed') =>
    answersFor(criterion, snapshot, anywhere(cohort)).answers.reduce(
      (sum, answer) => (isAt(endpoint, answer) ? sum + answer.count : sum),
      0,
    );
  return { open: requests('open'), closed: requests('closed') };
}

const isAt = (endpoint: string | null, answer: CountedAnswers) =>
  endpoint === null || answer.endpoint === endpoint;

function pagesFor(criterion: Criterion, { pages }: Snapshot): CohortPages | null {
  const windowMs = windowMsOf(criterion);
  return pages?.find((one) => one.windowMs === windowMs) ?? null;
}

/** Where the plan states the figure, what was measured before is not asked for. */
function baselineFor(criterion: Criterion, { watch }: Snapshot): Figures | null {
  const { condition } = criterion;
  const isAsked = condition.kind !== 'fixed' && condition.reference.kind === 'baseline';
  if (!isAsked) return null;
  const before = watch.book.inOpenings(0, 0, anywhere('closed'));
  return before.answers.length === 0
    ? null
    : figuresFor(criterion, { ...before, people: null, businessDays: 0, pages: null });
}

type CohortOfStage = {
  readonly cohort: 'open' | 'closed';
  readonly inStage: Pick<PeopleCounted, 'came' | 'failed'>;
};

/** People are told apart within the open stage, by the hour. */
function peopleFor(
  { window }: Criterion,
  { watch, opening, now }: Snapshot,
  { cohort, inStage }: CohortOfStage,
): PeopleCounted {
  const from = window.kind === 'stage' ? 0 : hourOf(new Date(now.getTime() - window.ms));
  const count = (kind: HourlyKind) => watch.byHour.since(from, { opening, cohort }, kind);
  const [errored, slow] = [count('errored-in-hour'), count('slow-in-hour')];
  return window.kind === 'stage'
    ? { ...inStage, errored, slow }
    : { came: count('came-in-hour'), failed: count('failed-in-hour'), errored, slow };
}

function answersFor(
  criterion: Criterion,
  { watch, opening, now }: Snapshot,
  isOfCohort: (kind: AnswerKind) => boolean,
): AnswersSeen {
  const { window } = criterion;
  const isMeant = isTimed(criterion)
    ? (kind: AnswerKind) => isOfCohort(kind) && isLookedAt(criterion, kind)
    : isOfCohort;
  if (window.kind === 'stage') return watch.book.inOpenings(opening, opening, isMeant);
  const from = new Date(now.getTime() - window.ms);
  // A stage is judged by itself: no window reaches into the one before.
  const isOfStage = (kind: AnswerKind) => kind.opening === opening && isMeant(kind);
  return watch.book.between(minuteOf(from), minuteOf(now) + 1, isOfStage);
}

/** Times are summed up before anyone looks at what they are of. */
function isTimed({ measure }: Criterion): boolean {
  return measure === 'response time' || measure === 'slow requests';
}

function notCounted({ text }: PlannedRule): Judgement {
  const sentence = `This program does not count what “${text}” asks for. Look at it by hand, and override with the figures as the reason.`;
  return {
    verdict: 'unmeasured',
    value: null,
    limit: null,
    numerator: null,
    denominator: null,
    seen: null,
    excluded: [],
    sentence,
  };
}
