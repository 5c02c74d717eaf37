import { TOLD_APART_MS } from '../../../criteria/index.ts';

export const CLASS_ENDS_MS = TOLD_APART_MS;

/** What stands for the upper end of the last class. */
const LONGEST_MS = 10_000;

export function classOf(milliseconds: number): number {
  const index = CLASS_ENDS_MS.findIndex((end) => milliseconds <= end);
  return index === -1 ? CLASS_ENDS_MS.length : index;
}

/** The time below which this share of the counted ones lies, taken evenly within its class; null without any. */
export function percentileMs(times: readonly number[], share: number): number | null {
  const total = sumOf(times);
  if (total === 0) return null;
  const rank = share * total;
  let below = 0;
  for (const [index, count] of times.entries()) {
    if (below + count >= rank && count > 0) {
      const start = CLASS_ENDS_MS[index - 1] ?? 0;
      const end = CLASS_ENDS_MS[index] ?? start * 2;
      return start + ((end - start) * (rank - below)) / count;
    }
    below += count;
  }
  return CLASS_ENDS_MS.at(-1) ?? null;
}

/** By the upper end of each class, which is never too little; null without any. */
export function averageMs(times: readonly number[]): number | null {
  const total = sumOf(times);
  const ends = times.map((count, index) => count * (CLASS_ENDS_MS[index] ?? LONGEST_MS));
  return total === 0 ? null : sumOf(ends) / total;
}

/** How many took longer than this. A limit inside a class counts the class as not slower. */
export function slowerThan(times: readonly number[], limitMs: number): number {
  return sumOf(times.filter((_, index) => (CLASS_ENDS_MS[index - 1] ?? 0) >= limitMs));
}

export function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
