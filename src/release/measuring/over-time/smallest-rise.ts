import { detectableRateRatio, shippedThreshold, type GuardedStage } from '../../../guard/index.ts';
import type { Snapshot } from '../snapshot.ts';

/** What the stage can show with the people whom it has met so far. */
export type SmallestRise = {
  /** First seen in the stage, and those without the feature whose visits failed: the usual rate. */
  readonly people: number;
  readonly without: { readonly came: number; readonly failed: number };
  /** How many times as frequent failed visits must be to be caught with a chance of 80 %; null: no rise is. */
  readonly rateRatio: number | null;
};

/** Null where everyone has the feature, or nobody: then there are no labels. */
export function smallestRise({ watch, share, opening }: Snapshot): SmallestRise | null {
  if (share <= 0 || share >= 1) return null;
  const { came, failed } = watch.people.in(opening);
  const people = came.open + came.closed;
  const without = { came: came.closed, failed: failed.closed };
  const usual = came.closed === 0 ? 0 : failed.closed / came.closed;
  const { alpha, tolerance } = watch.state.harm.rules;
  const erringUsers = roundedDown(Math.min(people * usual, MOST_ERRING));
  const stage = { share, erringUsers, threshold: shippedThreshold(alpha), tolerance };
  return { people, without, rateRatio: erringUsers === 0 ? null : remembered(stage) };
}

/** Of more, the figure takes too long; it then promises too little. */
const MOST_ERRING = 500;

/** To two digits, so that the same figure is not computed for each person who comes. Fewer promise less. */
function roundedDown(people: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, people))) - 1);
  return Math.floor(people / unit) * unit;
}

const MOST_REMEMBERED = 200;
const known = new Map<string, number | null>();

/** It takes up to a tenth of a second, and is asked for again and again. */
function remembered(stage: GuardedStage): number | null {
  const key = Object.values(stage).join(' ');
  if (known.has(key)) return known.get(key) ?? null;
  if (known.size >= MOST_REMEMBERED) known.clear();
  const rateRatio = detectableRateRatio(stage);
  known.set(key, rateRatio);
  return rateRatio;
}
