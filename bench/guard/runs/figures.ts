import { percentile } from '../../table.ts';
import type { Outcome } from './run.ts';

/** What a rule does on one kind of day, over many runs. */
export type Figures = {
  /** Share of runs in which the rule fired, from 0 to 1. */
  readonly fired: number;
  /** From the start until the rule decided. Runs without an alarm count as Infinity. */
  readonly minutes: { readonly median: number; readonly p90: number };
  /** Median over the runs; where no alarm came, everybody harmed that day. */
  readonly harmed: number;
};

export function figuresOf(outcomes: readonly Outcome[]): Figures {
  const minutes = outcomes.map((outcome) => outcome.minutes);
  return {
    fired: minutes.filter(Number.isFinite).length / outcomes.length,
    minutes: { median: percentile(minutes, 0.5), p90: percentile(minutes, 0.9) },
    harmed: percentile(
      outcomes.map(({ harmed }) => harmed),
      0.5,
    ),
  };
}
