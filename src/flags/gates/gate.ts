import type { Groups } from '../actor.ts';

/** Flipper's names of its gates. */
export type GateName =
  | 'boolean'
  | 'expression'
  | 'actor'
  | 'percentage_of_actors'
  | 'percentage_of_time'
  | 'group';

/** Why a gate stays closed though something is stored for it, or for some of those who were asked for. */
export type GateProblem = {
  readonly gate: GateName;
  readonly reason:
    | 'malformed-expression'
    | 'expression-failed'
    | 'malformed-percentage'
    | 'unknown-group'
    | 'group-failed';
  /** What was found and what was expected; nothing of what is known of an actor. */
  readonly sentence: string;
};

/** What answers depend on besides the features. */
export type Surroundings = {
  readonly groups: Groups;
  readonly now: () => Date;
  /** From 0 up to, but not including, 1. */
  readonly random: () => number;
};
