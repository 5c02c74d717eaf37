import { err, ok, type Result } from '../../lib/result.ts';
import type { Actor, Subject } from '../actor.ts';
import type { ExpressionContext, ExpressionProblem } from '../expression/index.ts';
import { isTrueForAny } from './expression.ts';
import type { GateName, GateProblem, Surroundings } from './gate.ts';
import { isInGroup } from './group.ts';
import { isInShare } from './percentage-of-actors.ts';
import type { ReadyFeature } from './ready-feature.ts';

export type GateCheck = Surroundings & {
  readonly features: ReadonlyMap<string, ReadyFeature>;
  readonly report: (problem: GateProblem) => void;
  /** By which references of expressions the check came here; null where it begins. */
  readonly route: Route | null;
};

/** One check's way through features that refer to each other. */
type Route = { readonly keys: readonly string[]; readonly budget: { left: number } };

/**
 * Asks the gates in Flipper's order. The first open one wins; null when all are closed.
 *
 * No function here that every check calls holds a closure: its variables would be allocated at each call.
 */
export function openGate(
  feature: ReadyFeature,
  subject: Subject,
  check: GateCheck,
): GateName | null {
  if (feature.boolean) return 'boolean';
  if (feature.expression !== null && isExpressionOpen(feature, subject, check)) return 'expression';
  if (isListed(feature.actors, subject)) return 'actor';
  if (isInShare(feature.share, subject)) return 'percentage_of_actors';
  if (isOpenThisTime(feature.percentageOfTime, check.random)) return 'percentage_of_time';
  if (feature.groups !== null && isInGroup(feature.groups, subject, check.report)) return 'group';
  return null;
}

function isExpressionOpen(feature: ReadyFeature, subject: Subject, check: GateCheck): boolean {
  if (feature.expression === null) return false;
  const contextOf = (actor: Actor | null): ExpressionContext => ({
    featureKey: feature.key,
    actor,
    now: check.now,
    random: check.random,
    isOpen: referencesFrom(feature, actor, check),
  });
  return isTrueForAny(feature.expression, subject, { contextOf, report: check.report });
}

/** A route longer than this is no longer followed. */
const LONGEST_ROUTE = 20;
/** Constants and operators of other features that one check may evaluate: well below 10 milliseconds' worth. */
const BUDGET = 2_000;
const TOO_MANY: ExpressionProblem = {
  sentence: `it refers to other features more than ${LONGEST_ROUTE} deep, or too often, and was not followed further`,
};

/** Whether another feature is open for the same actor. One that leads back to itself is closed there. */
function referencesFrom(feature: ReadyFeature, actor: Actor | null, check: GateCheck) {
  const budget = check.route?.budget ?? { left: BUDGET };
  const route: Route = { keys: [...(check.route?.keys ?? []), feature.key], budget };
  const within: GateCheck = { ...check, route, report: ignore };
  return (featureKey: string): Result<boolean, ExpressionProblem> => {
    const other = check.features.get(featureKey);
    if (other === undefined || route.keys.includes(featureKey)) return ok(false);
    budget.left -= other.cost;
    // No way back: the referring feature must not take "not followed" for "closed" either.
    if (route.keys.length > LONGEST_ROUTE) budget.left = -1;
    const gate = budget.left < 0 ? null : openGate(other, actor && [actor], within);
    return gate === null && budget.left < 0 ? err(TOO_MANY) : ok(gate !== null);
  };
}

export function ignore(): void {
  // The reason why another feature is closed is reported where that feature is checked.
}

/** Whether any actor of the subject is on the list; null for an empty one. */
function isListed(list: ReadonlySet<string> | null, subject: Subject): boolean {
  if (list === null || subject === null) return false;
  return typeof subject === 'string' ? list.has(subject) : areAnyListed(list, subject);
}

function areAnyListed(list: ReadonlySet<string>, actors: readonly Actor[]): boolean {
  return actors.some(({ id }) => list.has(id));
}

/**
 * Whether it is open this time; next time may be otherwise.
 * @param percentage percent, 0 to 100
 */
function isOpenThisTime(percentage: number, random: () => number): boolean {
  if (percentage <= 0) return false;
  return percentage >= 100 || random() < percentage / 100;
}
