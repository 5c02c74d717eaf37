/** How often a harmless change is taken back, over every kind of day. */
import { ALPHA } from '../../../src/guard/index.ts';
import { chanceOfAtMost, upperBound } from './binomial.ts';
import type { SimulatedCell } from '../runs/simulated-cells.ts';

const LEVEL = 0.95;
/** So many alarms that chance hardly makes them where the budget is kept: 36 in 2,000 runs. */
const HARDLY = 0.001;

export type FalseAlarms = {
  readonly cell: string;
  readonly runs: number;
  readonly alarms: number;
  /** Upper bound of the share, one-sided, 95%. */
  readonly upper: number;
};

export function falseAlarms(cells: readonly SimulatedCell[], rule: string): readonly FalseAlarms[] {
  return cells.map(({ name, runs, outcomes }) => {
    const alarms = (outcomes.get(rule) ?? []).filter(({ minutes }) => Number.isFinite(minutes));
    return withBound(name, runs, alarms.length);
  });
}

export function pooled(cells: readonly FalseAlarms[]): FalseAlarms {
  const sum = (figures: readonly number[]): number => figures.reduce((all, one) => all + one, 0);
  return withBound(
    'all together',
    sum(cells.map(({ runs }) => runs)),
    sum(cells.map(({ alarms }) => alarms)),
  );
}

/** The bound of all together is within the budget, and no single cell is a defect. */
export function keepsBudget(cells: readonly FalseAlarms[]): boolean {
  return pooled(cells).upper <= ALPHA && !cells.some(isDefect);
}

export function isDefect({ alarms, runs }: FalseAlarms): boolean {
  return 1 - chanceOfAtMost(alarms - 1, { trials: runs, share: ALPHA }) < HARDLY;
}

export function withBound(cell: string, runs: number, alarms: number): FalseAlarms {
  return { cell, runs, alarms, upper: upperBound({ events: alarms, trials: runs, level: LEVEL }) };
}
