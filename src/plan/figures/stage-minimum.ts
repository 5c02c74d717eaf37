import type { Field, PlanDocument, Stage } from '../document.ts';
import { amountsIn, type Amount } from '../typed/amounts.ts';
import { saidBy, saidWithHints } from '../typed/said.ts';
import { countsPeople } from '../typed/units.ts';
import { stageField } from './figure.ts';

/** How many of what the plan wants to have seen. */
export type PlannedSample = { readonly count: number; readonly unit: string };

/** A least number: `at least 500 people`, `500+ users`, `until 50 users`. */
export function isFloor({ measure, least, most }: Amount): boolean {
  return measure === 'count' && least !== null && most === null;
}

export function minimumUsersOf(plan: PlanDocument, stage: Stage): number | null {
  const floors = stage.fields
    .filter(({ part }) => part === 'planning')
    .flatMap((field) => minimaIn(plan, field));
  const people = floors.find(({ unit }) => unit !== null && countsPeople(unit));
  return people?.least ?? null;
}

/** The least numbers that a field names; below a label that says so, a bare number is one of people. */
function minimaIn(plan: PlanDocument, field: Field): readonly Amount[] {
  const { words, at } = saidWithHints(plan, field);
  const amounts = amountsIn(words, at);
  if (!isMinimum(field)) return amounts.filter(isFloor);
  return amounts
    .filter(({ measure }) => measure === 'count')
    .map((amount) => ({ ...amount, unit: amount.unit ?? 'users' }));
}

export function isMinimum({ label }: Field): boolean {
  return /\bminimum (?:number of )?(?:unique )?(?:users|people|veterans|visitors)\b/i.test(label);
}

export function minimumSampleOf(plan: PlanDocument, stage: Stage): PlannedSample | null {
  const field = stageField(stage, 'length');
  if (!field || field.open) return null;
  const { words, at } = saidBy(plan, field);
  const sample = amountsIn(words, at)
    .filter(isFloor)
    .find(({ unit }) => unit !== null && !countsPeople(unit));
  const { least: count, unit } = sample ?? {};
  return typeof count === 'number' && unit ? { count, unit } : null;
}
