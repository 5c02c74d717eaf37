import { numberText, type Expression, type Scalar } from '../expression/index.ts';
import type { GateName } from './gate.ts';
import type { ReadyFeature } from './ready-feature.ts';

type Search = {
  readonly features: ReadonlyMap<string, ReadyFeature>;
  /** Features that have been looked at, since they may refer to each other. */
  readonly seen: Set<ReadyFeature>;
};

/**
 * Whether the answer may be another one for another actor, as far as gates tell without being asked.
 * @param gate the first that is open where there is no actor
 */
export function dependsOnActor(
  feature: ReadyFeature,
  gate: GateName | null,
  features: Search['features'],
): boolean {
  if (isAlwaysOpen(feature)) return false;
  const ruleAsks = expressionAsks(feature, { features, seen: new Set([feature]) });
  return ruleAsks || (gate !== 'expression' && asksForActor(feature));
}

function isAlwaysOpen({ boolean, percentageOfTime }: ReadyFeature): boolean {
  return boolean || percentageOfTime >= 100;
}

function asksForActor({ actors, share, groups }: ReadyFeature): boolean {
  return actors !== null || share.percentage > 0 || groups !== null;
}

function expressionAsks({ expression }: ReadyFeature, search: Search): boolean {
  return expression !== null && asksActor(expression, search);
}

function asksActor(expression: Expression, search: Search): boolean {
  if (expression.kind === 'constant') return false;
  const { name, args } = expression;
  if (name === 'Property' || args.some((arg) => asksActor(arg, search))) return true;
  return name === 'FeatureEnabled' && featureAsks(args[0], search);
}

function featureAsks(key: Expression | undefined, search: Search): boolean {
  // Which feature an operator names is not known before it is asked.
  if (key?.kind !== 'constant') return true;
  const feature = search.features.get(nameIn(key.value));
  if (feature === undefined || search.seen.has(feature)) return false;
  search.seen.add(feature);
  return !isAlwaysOpen(feature) && (asksForActor(feature) || expressionAsks(feature, search));
}

const nameIn = (value: Scalar): string =>
  typeof value === 'number' ? numberText(value) : String(value);
