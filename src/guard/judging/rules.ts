import { ALPHA } from './combination.ts';

/** How strictly one release is watched. Fixed before the first label. */
export type GuardRules = {
  /** The false-rollback budget of the release, such as 0.01. */
  readonly alpha: number;
  /** The rate ratio that is still no harm; 1 tolerates none. */
  readonly tolerance: number;
  /** How many restarts are planned. */
  readonly restarts: number;
};

/** What holds where nobody says otherwise. */
export function usualRules(restarts: number): GuardRules {
  return { alpha: ALPHA, tolerance: 1, restarts };
}
