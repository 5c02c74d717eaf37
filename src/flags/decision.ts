import { isTruthy, readNumber, type Feature } from './feature.ts';
import type { GateProblem } from './gates/gate.ts';
import { bucketOf, isWithinPercentage } from './gates/percentage-of-actors.ts';

/** The answer to "is it open?", with the reason: the first open gate, or why there is none. */
export type Decision = (Opening | Closing) & {
  /** What kept gates closed that were asked, and those that can't be read; left out where nothing did. */
  readonly problems?: readonly GateProblem[];
};

type Opening =
  | { readonly open: true; readonly gate: 'boolean' | 'expression' | 'actor' | 'group' }
  | ({ readonly open: true; readonly gate: 'percentage_of_actors' } & Standing)
  | { readonly open: true; readonly gate: 'percentage_of_time'; readonly percentage: number };

type Closing =
  /** With the standing where a share of the actors is open, and somebody was asked for. */
  | ({ readonly open: false; readonly because: 'no-gate-open' } & Partial<Standing>)
  | { readonly open: false; readonly because: 'unknown-feature' | 'snapshot-too-old' };

/** Where the actors stand on the feature's ring, and the share that is open. */
export type Standing = {
  /** 0 to 99,999; open below the percentage times 1,000. */
  readonly bucket: number;
  /** Percent, 0 to 100. */
  readonly percentage: number;
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
