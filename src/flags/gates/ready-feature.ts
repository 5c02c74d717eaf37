import { err, ok, type Result } from '../../lib/result.ts';
import { sizeOf, type Expression } from '../expression/index.ts';
import { isTruthy, type Feature } from '../feature.ts';
import type { Groups } from '../actor.ts';
import { storedExpression } from './expression.ts';
import type { GateProblem, GateName } from './gate.ts';
import { registeredGroups } from './group.ts';
import { shareOf, type Share } from './percentage-of-actors.ts';
import { numberIn } from '../expression/ruby-number.ts';

/**
 * A feature whose stored texts have been read once, for many checks. What can't be read is closed. A gate
 * for which nothing is stored is null: to ask a set for its size would be a good part of most checks.
 */
export type ReadyFeature = {
  readonly key: string;
  readonly boolean: boolean;
  readonly expression: Expression | null;
  /** What it costs to ask for this feature from another one's expression. */
  readonly cost: number;
  readonly actors: ReadonlySet<string> | null;
  readonly share: Share;
  readonly percentageOfTime: number;
  readonly groups: Groups | null;
  /** What could not be read. */
  readonly problems: readonly GateProblem[];
  /** Set by every check, and the one thing here that changes: a set of names would cost as much as the check. */
  asked: boolean;
};

export function readyFeature({ key, gates }: Feature, groups: Groups): ReadyFeature {
  const problems: GateProblem[] = [];
  const report = (problem: GateProblem) => void problems.push(problem);
  const orClosed = <T>(reading: Result<T, GateProblem>, closed: T): T => {
    if (!reading.ok) report(reading.error);
    return reading.ok ? reading.value : closed;
  };
  const expression = orClosed(storedExpression(gates.expression), null);
  const ofActors = orClosed(
    storedPercentageOf('percentage_of_actors', gates.percentageOfActors),
    0,
  );
  const ofTime = orClosed(storedPercentageOf('percentage_of_time', gates.percentageOfTime), 0);
  return {
    key,
    boolean: isTruthy(gates.boolean),
    expression,
    cost: 1 + (expression === null ? 0 : sizeOf(expression)),
    actors: gates.actors.size === 0 ? null : gates.actors,
    share: shareOf(key, ofActors),
    percentageOfTime: ofTime,
    groups: registeredGroups(gates.groups, groups, report),
    problems,
    asked: false,
  };
}

/**
 * The stored percentage as Flipper reads it; 0 where nothing is stored. Flipper takes `"5abc"` for 5, and
 * what is above 100 for everyone.
 */
function storedPercentageOf(gate: GateName, stored: string | null): Result<number, GateProblem> {
  const percentage = stored === null ? 0 : numberIn(stored);
  if (percentage !== null) return ok(percentage);
  const sentence = `Found ${JSON.stringify(stored)} stored as the percentage, expected a number such as "12.5". Set the percentage again.`;
  return err({ gate, reason: 'malformed-percentage', sentence });
}
