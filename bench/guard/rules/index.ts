import { fisherPeeking, growthBook } from './erring-people.ts';
import { dirichlet } from './dirichlet.ts';
import { HINDSIGHT_WINDOWS } from './hindsight.ts';
import { kayenta } from './kayenta.ts';
import { labelAndFloor } from './label-and-floor.ts';
import { guardSetAlike, labelMixture, labelRestarts, shippedGuard } from './labels.ts';
import { argo, burnRate, flagger, overOnePercent } from './request-rates.ts';
import type { Rule } from './rule.ts';

export { guardSetAlike, labelMixture, shippedGuard } from './labels.ts';
export { HINDSIGHT_WINDOWS } from './hindsight.ts';
export { firstAbove, type Rule } from './rule.ts';

/** Every rule of the comparison, each with its usual threshold. */
export const RULES: readonly Rule[] = [
  overOnePercent('>1% in 5 min', () => true),
  overOnePercent('… n >= 50', ({ requests }) => requests >= 50),
  overOnePercent('… >= 5 errors', ({ errors }) => errors >= 5),
  argo('Argo L3, no data ok', 'ok'),
  argo('Argo L3, no data is an error', 'error'),
  flagger('Flagger, no data ignored', 'ignored'),
  flagger('Flagger, no data is bad', 'bad'),
  burnRate,
  fisherPeeking,
  growthBook('GrowthBook CS 10 min', 10),
  growthBook('GrowthBook CS 6 h', 360),
  kayenta,
  dirichlet,
  labelMixture,
  labelRestarts,
  labelAndFloor,
];

const BY_NAME = new Map(
  [...RULES, shippedGuard, guardSetAlike, ...HINDSIGHT_WINDOWS].map((rule) => [rule.name, rule]),
);

export function ruleNamed(name: string): Rule {
  const rule = BY_NAME.get(name);
  if (rule === undefined) throw new Error(`There is no rule “${name}”.`);
  return rule;
}
