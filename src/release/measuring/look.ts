import type { Evidence } from '../journal/evidence.ts';
import type { BrokenRule, HarmFigures, RateRatioBounds, Assessment } from '../../guard/index.ts';
import type { PlannedRule } from '../decisions/rules.ts';
import { judgedNow } from './judging.ts';
import type { Scene } from './scene.ts';

export type GuardFigures = HarmFigures &
  Pick<Evidence, 'failed'> & { readonly rateRatio: RateRatioBounds };

/** What the numbers say of it, the success criteria not judged: that takes time, and is seldom asked for. */
export function look(scene: Scene): Assessment {
  const { rules, watch, judged, blindSince, unhealthy } = scene;
  return {
    people: watch.people.in(judged.opening).shown,
    harm: watch.harm(judged),
    brokenRules: rules.rollback.flatMap((rule) => brokenRule(rule, scene)),
    unmetCriteria: null,
    dependencyDownSince: watch.dependencyDownSince,
    blindSince,
    unhealthy,
  };
}

/** The same with the success criteria judged. */
export function judgedLook(scene: Scene): Assessment {
  const { rules, watch, judged } = scene;
  const verdicts = rules.criteria.map((rule) => judgedNow(rule, watch, judged));
  const unmet = verdicts.filter(({ verdict }) => verdict !== 'met');
  return { ...look(scene), unmetCriteria: unmet.map(({ sentence }) => sentence) };
}

export function evidenceOf({ watch, judged }: Scene): Evidence {
  const { open, closed } = watch.people.in(judged.opening).came;
  const { logEvidence, threshold } = watch.harmFigures(judged);
  return {
    sighting: watch.sighting,
    logEvidence,
    threshold,
    failed: watch.people.failed,
    came: { open, closed },
  };
}

/** The evidence of harm, kind by kind, whose visits failed, and how many times as frequent that is. */
export function guardFiguresOf({ watch, judged }: Scene): GuardFigures {
  const rateRatio = watch.rateRatio(judged.opening);
  return { ...watch.harmFigures(judged), failed: watch.people.failed, rateRatio };
}

function brokenRule(rule: PlannedRule, { watch, judged }: Scene): readonly BrokenRule[] {
  const { verdict, sentence } = judgedNow(rule, watch, judged);
  return verdict === 'met' ? [{ severity: rule.severity, rule: rule.text, sentence }] : [];
}
