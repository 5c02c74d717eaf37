import type { Excluded } from './measurement.ts';

/**
 * Whether what a criterion says is so. Of a success criterion `met` is good; of a rollback rule it means
 * that the rule's condition has come about.
 */
export type Verdict = 'met' | 'missed' | 'inconclusive' | 'unmeasured';

export type Judgement = {
  readonly verdict: Verdict;
  /** Percent, a count, or milliseconds, as the measure has it; null where there is none. */
  readonly value: number | null;
  /** What the value was held against, in the same unit; null where nothing was. */
  readonly limit: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  /** How much was seen, in the unit in which a sample is counted; null where nothing was measured. */
  readonly seen: number | null;
  readonly excluded: readonly Excluded[];
  /** For people, with the numbers. */
  readonly sentence: string;
};

const WORST_FIRST: readonly Verdict[] = ['missed', 'unmeasured', 'inconclusive', 'met'];

/** The one that counts for all of them, the first of equals; null of none, for nothing was judged. */
export function worstOf(judgements: readonly Judgement[]): Judgement | null {
  return judgements.toSorted((a, b) => rank(a) - rank(b))[0] ?? null;
}

const rank = ({ verdict }: Judgement) => WORST_FIRST.indexOf(verdict);
