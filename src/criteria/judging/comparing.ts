import type { Comparison, Condition } from '../criterion.ts';
import { numberOf } from './anchor.ts';

/** What the value may reach, in the unit of the measure; for “within”, what it is to be near. */
export function limitOf(condition: Condition, anchor: number): number {
  switch (condition.kind) {
    case 'fixed':
      return numberOf(condition.limit);
    case 'relative':
      return steady((anchor * condition.percent) / 100);
    case 'near':
      return anchor;
  }
}

/** Whether the value stands to the limit as the condition says. */
export function holds(condition: Condition, value: number, limit: number): boolean {
  if (condition.kind !== 'near') return compares(condition.comparison, steady(value), limit);
  const { tolerance, of } = condition;
  const allowed = of === 'points' ? tolerance : (limit * tolerance) / 100;
  return steady(Math.abs(value - limit)) <= steady(allowed);
}

function compares(comparison: Comparison, value: number, limit: number): boolean {
  switch (comparison) {
    case '<':
      return value < limit;
    case '<=':
      return value <= limit;
    case '>':
      return value > limit;
    case '>=':
      return value >= limit;
    case '=':
      return value === limit;
  }
}

/** 7 of 700 is 1%, and not 1.0000000000000002%: what lies beyond twelve digits comes from dividing. */
const steady = (value: number) => Number(value.toPrecision(12));
