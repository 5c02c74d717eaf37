import type { Assessment, BrokenRule, HarmFigures, RateRatioBounds } from '../../guard/index.ts';
import type { PlannedRule } from '../decisions/rules.ts';
import type { StepEvidence } from '../journal/journal.ts';
import { judgedNow } from './judging.ts';
import type { Snapshot } from './snapshot.ts';

/** What the numbers say, the success criteria not judged: that takes time, and is seldom asked for. */
export function assess(snapshot: Snapshot): Assessment {
  const { rules, watch, opening, blindSince, unhealthy } = snapshot;
  return {
    people: watch.people.in(opening).shown,
    harm: watch.harm(snapshot),
    brokenRules: rules.rollback.flatMap((rule) => brokenRule(rule, snapshot)),
    unmetCriteria: null,
    dependencyDownSince: watch.dependencyDownSince,
    blindSince,
    unhealthy,
  };
}

export function assessWithCriteria(snapshot: Snapshot): Assessment {
  const verdicts = snapshot.rules.criteria.map((rule) => judgedNow(rule, snapshot));
  const unmet = verdicts.filter(({ verdict }) => verdict !== 'met');
  return { ...assess(snapshot), unmetCriteria: unmet.map(({ sentence }) => sentence) };
}

export function evidenceOf(snapshot: Snapshot): StepEvidence {
  const { watch, opening } = snapshot;
  const { open, closed } = watch.people.in(opening).came;
  const { logEvidence, threshold } = watch.harmFigures(snapshot);
  return {
    sighting: watch.lastEvent,
    logEvidence,
    threshold,
    failed: watch.people.failed,
    came: { open, closed },
  };
}

type GuardFigures = HarmFigures &
  Pick<StepEvidence, 'failed'> & { readonly rateRatio: RateRatioBounds };

/** The evidence of harm, kind by kind, the people whose visits failed, and how many times as frequent that is. */
export function guardFiguresOf(snapshot: Snapshot): GuardFigures {
  const { watch, opening } = snapshot;
  const rateRatio = watch.rateRatio(opening);
  return { ...watch.harmFigures(snapshot), failed: watch.people.failed, rateRatio };
}

function brokenRule(rule: PlannedRule, snapshot: Snapshot): readonly BrokenRule[] {
  const { verdict, sentence } = judgedNow(rule, snapshot);
  return verdict === 'met' ? [{ severity: rule.severity, rule: rule.text, sentence }] : [];
}
