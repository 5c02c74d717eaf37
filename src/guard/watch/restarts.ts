import { MINUTES_PER_DAY, MINUTES_PER_HOUR } from '../../lib/duration.ts';

/** `minimumMinutes`: how long a stage lasts at least; null where the plan does not say. */
export type StageLength = { readonly minimumMinutes: number | null };

const SHORTEST_MINUTES = 2 * MINUTES_PER_HOUR;
const PARTS_OF_A_STAGE = 24;

/**
 * The moments, in minutes after a stage opened, at which the label evidence begins anew besides going on. They
 * are fixed by the plan before anything is seen, and never chosen from what is seen. The opening is the first.
 */
export function restartsOf({ minimumMinutes }: StageLength): readonly number[] {
  const planned = minimumMinutes ?? MINUTES_PER_DAY;
  const every = Math.max(SHORTEST_MINUTES, Math.ceil(planned / PARTS_OF_A_STAGE));
  const further = Math.max(0, Math.ceil(planned / every) - 1);
  return Array.from({ length: further + 1 }, (_, index) => index * every);
}

/** How many restarts a release has in all. The first stage opens with the evidence itself, so it is none. */
export function plannedRestarts(stages: readonly StageLength[]): number {
  return stages.reduce((sum, stage) => sum + restartsOf(stage).length, -1);
}
