import { TOLD_APART_MS } from '../../../criteria/index.ts';
import { percentileIn } from '../../../lib/figures.ts';

export const CLASS_ENDS_MS = TOLD_APART_MS;

/** What stands for the upper end of the last class. */
const LONGEST_MS = 10_000;

export function classOf(milliseconds: number): number {
  const index = CLASS_ENDS_MS.findIndex((end) => milliseconds <= end);
  return index === -1 ? CLASS_ENDS_MS.length : index;
}

/** The time below which this share of the counted ones lies, taken evenly within its class; null without any. */
export function percentileMs(times: readonly number[], share: number): number | null {
  return percentileIn(times, CLASS_ENDS_MS, share);
}

/** By the upper end of each class, which is never too little; null without any. */
export function averageMs(times: readonly number[]): number | null {
  const total = sumOf(times);
  const ends = times.map((count, index) => count * (CLASS_ENDS_MS[index] ?? LONGEST_MS));
  return total === 0 ? null : sumOf(ends) / total;
}

/** How many took longer than this. A limit inside a class counts the class as not slower. */
export function slowerThan(times: readonly number[], limitMs: number): number {
  return sumOf(times.filter((_, index) => isSlowerClass(index, limitMs)));
}

export function isSlowerClass(timeClass: number, limitMs: number): boolean {
  return (CLASS_ENDS_MS[timeClass - 1] ?? 0) >= limitMs;
}

export function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
