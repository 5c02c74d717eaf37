import type { Criterion, Figures } from '../../criteria/index.ts';
import type { ReleasePlan } from '../../plan/index.ts';
import { askedOf, type PlannedRules } from '../../release/decisions/index.ts';
import {
  type CohortMeasured,
  type CountedAnswers,
  figuresFor as figuresIn,
} from '../../release/measuring/index.ts';
import type { Crowd } from '../people/crowd.ts';
import { minuteCounts, type Counted, type MinuteCounts } from '../people/tally.ts';

/** Where simulated figures come from, from a minute on. */
export type SimulatedSince = {
  readonly tally: MinuteCounts;
  readonly crowd: Pick<Crowd, 'inStage'>;
  readonly since: number;
  /** How many the stage has been open. */
  readonly businessDays: number;
};

/** The criteria and rules that simulated traffic can’t show, as the plan words them; each counts as met, or as never broken. */
export function notRehearsed(
  plan: Pick<ReleasePlan, 'criteria'>,
  { criteria, rollback }: PlannedRules,
): readonly string[] {
  const unseen = [...criteria, ...rollback].filter(({ criterion }) => !canSimulate(criterion));
  return [...unseen.map(({ text }) => text), ...askedOf(plan)];
}

/** Whether simulated traffic has anything to say on this criterion, and on all that it is compared with. */
export function canSimulate(criterion: Criterion): boolean {
  const { condition } = criterion;
  const isCompared = condition.kind !== 'fixed' && condition.reference.kind === 'closed-cohort';
  return (
    figuresFor(criterion, NOTHING_YET) !== null &&
    (!isCompared || closedFiguresFor(criterion, NOTHING_YET) !== null)
  );
}

const NOTHING_YET: SimulatedSince = {
  tally: minuteCounts(0),
  crowd: { inStage: () => ({ came: 0, failed: 0 }) },
  since: 0,
  businessDays: 0,
};

/** What a criterion asks for, out of the simulated traffic; null when the rehearsal knows nothing of it. */
export function figuresFor(criterion: Criterion, seen: SimulatedSince): Figures | null {
  return figuresIn(criterion, {
    answers: answersIn(seen),
    times: seen.tally.timesSince(seen.since),
    people: peopleFor(criterion, seen, 'open'),
    businessDays: seen.businessDays,
    // Simulated people come to no page.
    pages: null,
  });
}

/** Simulated people are told apart over a whole stage alone, and not by what they met but a failed visit. */
function peopleFor(
  { window }: Criterion,
  { crowd }: SimulatedSince,
  cohort: 'open' | 'closed',
): CohortMeasured['people'] {
  if (window.kind !== 'stage') return null;
  return { ...crowd.inStage(cohort), errored: null, slow: null };
}

const OF_FEATURE_ALONE: ReadonlySet<Criterion['measure']> = new Set([
  'response time',
  'slow requests',
  'dependency error rate',
  'dependency availability',
]);

/** The same for people without the feature: their answers are neither timed nor from a service behind it. */
export function closedFiguresFor(criterion: Criterion, seen: SimulatedSince): Figures | null {
  if (OF_FEATURE_ALONE.has(criterion.measure)) return null;
  const failures = seen.tally.since(seen.since, 'closedFailures');
  const good = seen.tally.since(seen.since, 'closedRequests') - failures;
  const answers = [counted(GOOD, good), counted(BAD_ANSWERS.failures, failures)];
  const people = peopleFor(criterion, seen, 'closed');
  return figuresIn(criterion, { answers, times: [], people, businessDays: 0, pages: null });
}

/** What answers that are no good look like here: their status, and whose fault it is. */
export const BAD_ANSWERS = {
  failures: { status: 500, cause: 'us' },
  dependencyFailures: { status: 502, cause: 'dependency' },
  clientErrors: { status: 401, cause: 'client' },
} as const;

const BAD = ['failures', 'dependencyFailures', 'clientErrors'] as const;
const GOOD = { status: 200, cause: null } as const;

function answersIn({ tally, since }: SimulatedSince): readonly CountedAnswers[] {
  const count = (what: Counted) => tally.since(since, what);
  const bad = BAD.map((what) => counted(BAD_ANSWERS[what], count(what)));
  const failed = bad.reduce((sum, answer) => sum + answer.count, 0);
  const withContent = count('withContent');
  const withoutContent = count('requests') - failed - withContent;
  return [
    ...bad,
    { ...counted(GOOD, withContent), hasContent: true },
    { ...counted(GOOD, withoutContent), hasContent: false },
  ];
}

function counted(answer: Pick<CountedAnswers, 'status' | 'cause'>, count: number): CountedAnswers {
  return { ...answer, endpoint: null, hasContent: null, count };
}
