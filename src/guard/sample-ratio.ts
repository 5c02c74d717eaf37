import { lnGamma } from './ln-gamma.ts';
import { thresholdAt } from './logarithms.ts';

/** False alarms of the sample ratio, per stage. It is a budget of its own, beside alpha. */
export const SAMPLE_RATIO_LEVEL = 0.001;

/** How firmly the evidence expects a deviation to be small: finds the loss of half an arm soonest. */
const CONCENTRATION = 100;

/** People first evaluated in a stage, in each arm (open, closed), and the share planned for each. */
export type SampleCounts = {
  readonly counts: readonly number[];
  readonly shares: readonly number[];
};

export type SampleRatio = 'as-planned' | 'too-few-open' | 'too-many-open';

/**
 * ln of the evidence against the planned shares; infinity when a person is in an arm of share 0.
 * Multinomial counts against a Dirichlet prior (Lindon & Malek 2022, arXiv 2011.03567).
 */
export function logSampleRatio({ counts, shares }: SampleCounts): number {
  const arms = shares.map((share, arm) => ({
    share,
    count: counts[arm] ?? 0,
    prior: CONCENTRATION * share,
  }));
  return logDirichletOdds(arms);
}

/** Too few people with the feature is harm: it may keep them from ever being counted. */
export function sampleRatio(sample: SampleCounts, logOdds: number): SampleRatio {
  if (logOdds < thresholdAt(SAMPLE_RATIO_LEVEL)) return 'as-planned';
  const [open = 0] = sample.counts;
  const [planned = 0] = sample.shares;
  return open < planned * total(sample.counts) ? 'too-few-open' : 'too-many-open';
}

/** People first seen in a stage, beside the share that is planned. */
export type SampleFigures = {
  readonly planned: number;
  readonly open: number;
  readonly closed: number;
  readonly verdict: SampleRatio;
  /** ln of the evidence that the share is another, and what it has to reach. */
  readonly logEvidence: number;
  readonly threshold: number;
};

/** Null where everyone has the feature, or nobody. */
export function sampleFigures(
  planned: number,
  { open, closed }: Pick<SampleFigures, 'open' | 'closed'>,
): SampleFigures | null {
  if (planned <= 0 || planned >= 1) return null;
  const sample = { counts: [open, closed], shares: [planned, 1 - planned] };
  const logEvidence = logSampleRatio(sample);
  const verdict = sampleRatio(sample, logEvidence);
  const threshold = thresholdAt(SAMPLE_RATIO_LEVEL);
  return { planned, open, closed, verdict, logEvidence, threshold };
}

export type DirichletArm = {
  readonly share: number;
  readonly count: number;
  readonly prior: number;
};

/** Infinity when a person is in an arm that has a share of 0. */
export function logDirichletOdds(arms: readonly DirichletArm[]): number {
  const open = arms.filter(({ share }) => share > 0);
  if (arms.some(({ share, count }) => share === 0 && count > 0)) return Infinity;
  const prior = total(open.map((arm) => arm.prior));
  const people = total(open.map((arm) => arm.count));
  const perArm = open.map(
    (arm) => lnGamma(arm.prior + arm.count) - lnGamma(arm.prior) - arm.count * Math.log(arm.share),
  );
  return lnGamma(prior) - lnGamma(prior + people) + total(perArm);
}

/** Why there can be no such counts, as a sentence; null when there can. */
export function sampleProblem({ counts, shares }: SampleCounts): string | null {
  if (counts.length !== shares.length || counts.length < 2) {
    return `${counts.length} counts and ${shares.length} shares. Give as many of one as of the other, at least two.`;
  }
  if (!counts.every((count) => Number.isSafeInteger(count) && count >= 0)) {
    return `The counts are ${counts.join(', ')}. Counts are whole numbers from 0.`;
  }
  const sumsToOne = Math.abs(total(shares) - 1) < 1e-9;
  if (sumsToOne && shares.every((share) => share >= 0)) return null;
  return `The shares are ${shares.join(', ')}. Shares lie between 0 and 1 and sum to 1.`;
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
