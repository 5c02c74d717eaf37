import { isTruthy, readNumber, type Feature } from './feature.ts';
import { bucketOf, isWithinPercentage } from './gates/percentage-of-actors.ts';

/** The answer to "is it open for this actor?", with the reason. Only the first three can open a feature. */
export type Decision =
  | { readonly open: true; readonly gate: 'boolean' | 'actor' }
  | {
      readonly open: true;
      readonly gate: 'percentage_of_actors';
      readonly bucket: number;
      readonly percentage: number;
    }
  | {
      readonly open: false;
      readonly because: 'no-gate-open' | 'unknown-feature' | 'snapshot-too-old';
    };

/**
 * Asks the gates in Flipper's order; the first open one wins. Gates that this engine does not evaluate yet
 * (expression, percentage of time, groups) stay closed, so that their presence never opens a feature.
 * @param actorId null where there is no actor: then only the boolean gate can open.
 */
export function decide(feature: Feature, actorId: string | null): Decision {
  const { gates, key } = feature;
  if (isTruthy(gates.boolean)) return { open: true, gate: 'boolean' };
  if (actorId === null) return { open: false, because: 'no-gate-open' };
  if (gates.actors.has(actorId)) return { open: true, gate: 'actor' };
  const percentage = readNumber(gates.percentageOfActors);
  const bucket = bucketOf(key, actorId);
  return isWithinPercentage(bucket, percentage)
    ? { open: true, gate: 'percentage_of_actors', bucket, percentage }
    : { open: false, because: 'no-gate-open' };
}
