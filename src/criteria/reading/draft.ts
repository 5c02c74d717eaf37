import type { Condition, Criterion, Window } from '../criterion.ts';

/** A criterion of which the measure has been read, and more or less of the rest. */
export type Draft = Omit<Criterion, 'condition' | 'window'> & {
  readonly condition: Condition | null;
  readonly window: Window | null;
};
