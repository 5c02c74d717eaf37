import { HOUR_MS } from '../../lib/duration.ts';
import { inFigures } from '../../lib/figures.ts';
import type { Assessment, BrokenRule, HarmFigures, RateRatioBounds } from '../../guard/index.ts';
import type { PlannedRule } from '../decisions/rules.ts';
import type { StepEvidence } from '../journal/journal.ts';
import { ofFeature } from './answer-book.ts';
import { judgedNow } from './judging.ts';
import type { Snapshot } from './snapshot.ts';

/** What the numbers say, the success criteria not judged: that takes time, and is seldom asked for. */
export function assess(snapshot: Snapshot): Assessment {
  const { rules, watch, opening, confounders, blindSince, unhealthy } = snapshot;
  return {
    people: watch.people.in(opening).shown,
    harm: watch.harm(snapshot),
    confounders,
    brokenRules: rules.rollback.flatMap((rule) => brokenRule(rule, snapshot)),
    unmeasuredRules: rules.rollback.flatMap((rule) => unmeasuredRule(rule, snapshot)),
    unmetCriteria: null,
    dependencyDownSince: watch.dependencyDownSince,
    blindSince,
    unhealthy,
  };
}

export function assessWithCriteria(snapshot: Snapshot): Assessment {
  const verdicts = snapshot.rules.criteria.map((rule) => judgedNow(rule, snapshot));
  const unmet = verdicts.filter(({ verdict }) => verdict !== 'met');
  const nothingGood = whyNothingGood(snapshot) ?? [];
  const sentences = unmet.map(({ sentence }) => sentence).concat(nothingGood);
  return { ...assess(snapshot), unmetCriteria: sentences };
}

/** Where not one answer was good, that none of them was our fault shows nothing of the feature. */
function whyNothingGood({ watch, opening }: Snapshot): string | null {
  const { answers } = watch.book.inOpenings(opening, opening, ofFeature('open'));
  const all = answers.reduce((sum, { count }) => sum + count, 0);
  const isGood = answers.some(({ cause, count }) => cause === null && count > 0);
  if (all === 0 || isGood) return null;
  return `None of the ${inFigures(all)} answers of this stage was good, so the numbers show nothing of the feature. Open it yourself; if it works, override and say what you saw.`;
}

export function evidenceOf(snapshot: Snapshot): StepEvidence {
  const { watch } = snapshot;
  const { logEvidence, threshold } = watch.harmFigures(snapshot);
  return {
    sighting: watch.lastEvent,
    logEvidence,
    threshold,
    failed: watch.people.failed,
    came: watch.people.came,
    unserved: watch.people.unserved,
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

/** While nothing is heard the whole release is blind, which is told by itself. */
function unmeasuredRule(rule: PlannedRule, snapshot: Snapshot): readonly string[] {
  const { window } = rule.criterion;
  const { openedAt, now, blindSince } = snapshot;
  const patience = window.kind === 'last' ? window.ms : UNMEASURED_STAGE_MS;
  if (blindSince !== null || now.getTime() - openedAt.getTime() <= patience) return [];
  const { verdict, sentence } = judgedNow(rule, snapshot);
  return verdict === 'unmeasured' ? [sentence] : [];
}

/** How long a rule without hours of its own may go unmeasured. */
const UNMEASURED_STAGE_MS = HOUR_MS;
