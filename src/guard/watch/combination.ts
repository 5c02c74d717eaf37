import { logSumExp, thresholdAt } from '../logarithms.ts';

/** The false-rollback budget of one release: the chance that the guard closes a harmless feature. */
export const ALPHA = 0.01;

/** The part of that budget that each kind of evidence may spend. They sum to 1; `other` is kept for kinds to come. */
export const WEIGHTS = { label: 0.6, floor: 0.2, slow: 0.1, other: 0.1 } as const;

export type Component = keyof typeof WEIGHTS;

const COMPONENTS = ['label', 'floor', 'slow', 'other'] as const satisfies readonly Component[];

/** ln of the evidence of each kind that there is, unweighted. */
export type Components = Readonly<Partial<Record<Component, number>>>;

export type HarmVerdict = 'harm' | 'no harm shown' | 'global incident';

/**
 * ln of the evidence that a second key needs before the floor blames the feature: E of 20. It keeps a general
 * outage from being blamed on the feature; simulated, see docs/decisions/0032-the-second-key.md.
 */
export const SECOND_KEY = Math.log(20);

/** ln of the largest weighted evidence. It decides, and is valid however the kinds depend on each other. */
export function logCombined(components: Components): number {
  return Math.max(...Object.values(logWeighted(components)));
}

/** ln of the weighted mean, to show. It crosses no later, but its guarantee needs one common history. */
export function logMeanCombined(components: Components): number {
  return logSumExp(Object.values(logWeighted(components)));
}

/** ln of the evidence of each kind that there is, times its part of the budget: the largest of them decides. */
export function logWeighted(components: Components): Components {
  return present(components).reduce<Components>(
    (weighted, { kind, log }) => ({ ...weighted, [kind]: Math.log(WEIGHTS[kind]) + log }),
    {},
  );
}

/** The kinds of evidence that are beyond their part of the budget. */
export function crossing(components: Components, alpha: number): readonly Component[] {
  const beyond = present(components).filter(({ kind, log }) => hasCrossed(kind, log, alpha));
  return beyond.map(({ kind }) => kind);
}

/**
 * What the evidence says at one moment. The floor alone is an incident, not the feature's fault,
 * unless the labels or the rest of the surface (`restIsWell`) turn the second key.
 */
export function verdictOn(
  components: Components,
  { alpha, restIsWell }: { readonly alpha: number; readonly restIsWell: boolean },
): HarmVerdict {
  const beyond = crossing(components, alpha);
  if (beyond.some((kind) => kind !== 'floor')) return 'harm';
  if (beyond.length === 0) return 'no harm shown';
  const secondKey = (components.label ?? 0) >= SECOND_KEY || restIsWell;
  return secondKey ? 'harm' : 'global incident';
}

/** The floor of the other pages, for the same people in the same hours. */
export type RestOfSurface = {
  readonly logFloor: number;
  readonly users: number;
  readonly namedDependencyIsDown: boolean;
};

/**
 * The second key when the feature is open for everyone, so that there are no more labels: the rest
 * of the surface, seen by at least as many people, is far from its own floor.
 */
export function isWell(rest: RestOfSurface, featureUsers: number, alpha: number): boolean {
  const { logFloor, users, namedDependencyIsDown } = rest;
  const farBelow = !hasCrossed('floor', logFloor + Math.log(10), alpha);
  return farBelow && users >= featureUsers && !namedDependencyIsDown;
}

function hasCrossed(kind: Component, logEvidence: number, alpha: number): boolean {
  return Math.log(WEIGHTS[kind]) + logEvidence >= thresholdAt(alpha);
}

/** The kinds of evidence that there are. */
function present(components: Components): readonly { kind: Component; log: number }[] {
  return COMPONENTS.flatMap((kind) => {
    const log = components[kind];
    return log === undefined ? [] : [{ kind, log }];
  });
}
