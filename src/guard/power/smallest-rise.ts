import { detectableRateRatio, shippedThreshold, type GuardedStage } from './power.ts';
import type { GuardRules } from '../watch/guard-rules.ts';

/** People whom a stage has met so far, with the feature and without it; `failed`: of the latter, those with a failed visit. */
type PeopleSoFar = {
  readonly share: number;
  readonly open: number;
  readonly closed: number;
  readonly failed: number;
  readonly rules: Pick<GuardRules, 'alpha' | 'tolerance'>;
};

/** What the stage can show with the people whom it has met so far. */
export type SmallestRise = {
  /** First seen in the stage, and those without the feature whose visits failed: the usual rate. */
  readonly people: number;
  readonly without: { readonly came: number; readonly failed: number };
  /** How many times as frequent failed visits must be to be caught with a chance of 80%; null: no rise is. */
  readonly rateRatio: number | null;
};

/** Null where everyone has the feature, or nobody: then there are no labels. */
export function smallestRise({
  share,
  open,
  closed,
  failed,
  rules,
}: PeopleSoFar): SmallestRise | null {
  if (share <= 0 || share >= 1) return null;
  const { alpha, tolerance } = rules;
  const people = open + closed;
  const usual = closed === 0 ? 0 : failed / closed;
  const erringUsers = roundedDown(Math.min(people * usual, MOST_ERRING));
  const stage = { share, erringUsers, threshold: shippedThreshold(alpha), tolerance };
  const rateRatio = erringUsers === 0 ? null : remembered(stage);
  return { people, without: { came: closed, failed }, rateRatio };
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
