import { businessDaysBetween } from '../../calendar/index.ts';
import { MINUTE_MS } from '../../lib/duration.ts';
import { judge, type Criterion, type Judgement } from '../../criteria/index.ts';
import type { PlannedRule, PlannedRules } from '../../release/decisions/index.ts';
import type { RecordedFigures } from '../../release/journal/index.ts';
import type { BrokenRule } from '../../guard/index.ts';
import type { Crowd } from '../people/crowd.ts';
import {
  BAD_ANSWERS,
  canSimulate,
  closedFiguresFor,
  figuresFor,
  type SimulatedSince,
} from './figures.ts';
import type { Counted, MinuteCounts } from '../people/tally.ts';

/** The stage that is open: for what share of people, since which minute. */
export type OpenStageShare = { readonly share: number; readonly openedAt: number };

export type Sources = {
  readonly tally: MinuteCounts;
  readonly crowd: Crowd;
  /** When the first stage opens. */
  readonly from: Date;
};

/** The plan’s rules and criteria, judged by what was simulated. */
export function measuringOf(rules: PlannedRules, sources: Sources) {
  const judged = ({ criterion }: PlannedRule, minute: number, stage: OpenStageShare) =>
    judgedNow(criterion, sources, { minute, stage });
  const brokenRule = (
    rule: PlannedRule,
    minute: number,
    stage: OpenStageShare,
  ): readonly BrokenRule[] => {
    const judgement = judged(rule, minute, stage);
    if (judgement?.verdict !== 'met') return [];
    return [{ severity: rule.severity, rule: rule.text, sentence: judgement.sentence }];
  };
  const verdictsOn = (planned: readonly PlannedRule[], minute: number, stage: OpenStageShare) =>
    planned.map((rule) => judged(rule, minute, stage)).filter((judgement) => judgement !== null);
  return {
    brokenRules: (minute: number, stage: OpenStageShare): readonly BrokenRule[] =>
      rules.rollback.flatMap((rule) => brokenRule(rule, minute, stage)),
    unmetCriteria: (minute: number, stage: OpenStageShare): readonly string[] =>
      verdictsOn(rules.criteria, minute, stage)
        .filter(({ verdict }) => verdict !== 'met')
        .map(({ sentence }) => sentence),
    stageFigures: (minute: number, stage: OpenStageShare): RecordedFigures => ({
      ...countsSince(sources, stage.openedAt),
      criteria: verdictsOn(rules.criteria, minute, stage),
    }),
  };
}

function judgedNow(
  criterion: Criterion,
  sources: Sources,
  { minute, stage }: { readonly minute: number; readonly stage: OpenStageShare },
): Judgement | null {
  const seen: SimulatedSince = {
    ...sources,
    since: beginOf(criterion, minute, stage),
    businessDays: businessDaysBetween(at(sources, stage.openedAt), at(sources, minute)),
  };
  const open = canSimulate(criterion) ? figuresFor(criterion, seen) : null;
  if (open === null) return null;
  return judge(criterion, {
    telemetry: sources.crowd.exposed > 0 ? 'quiet-or-flowing' : 'no-exposure',
    open,
    // A plan states its baseline with the number.
    baseline: null,
    closedCohort: stage.share < 1 ? closedFiguresFor(criterion, seen) : null,
    flagShare: stage.share * 100,
    excluded: [],
  });
}

function at({ from }: Sources, minute: number): Date {
  return new Date(from.getTime() + minute * MINUTE_MS);
}

function beginOf({ window }: Criterion, minute: number, stage: OpenStageShare): number {
  if (window.kind === 'stage') return stage.openedAt;
  return minute + 1 - Math.ceil(window.ms / MINUTE_MS);
}

function countsSince(sources: Sources, since: number): Omit<RecordedFigures, 'criteria'> {
  const count = (counted: Counted) => sources.tally.since(since, counted);
  const [failures, clientErrors] = [count('failures'), count('clientErrors')];
  const dependencyFailures = count('dependencyFailures');
  const requests = count('requests');
  return {
    people: sources.crowd.exposed,
    failed: null,
    requests,
    errors: [
      { ...BAD_ANSWERS.failures, count: failures },
      { ...BAD_ANSWERS.dependencyFailures, count: dependencyFailures },
      { ...BAD_ANSWERS.clientErrors, count: clientErrors },
    ],
    dependency: {
      calls: requests - failures - clientErrors,
      failures: dependencyFailures,
    },
  };
}
