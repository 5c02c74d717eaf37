import { logMeanExp } from '../log-sum.ts';
import { thresholdAt } from '../threshold.ts';
import type { Evidence } from './evidence.ts';
import { logLikelihood } from './label.ts';

/** How far below the tolerated rate ratio the evidence of safety bets, with equal stakes. */
const SAFETY_GRID = [2 / 3, 1 / 2, 1 / 3, 1 / 5] as const;

/** How often “proven” may be wrong. */
export const BETA = 0.05;

/** Once more than this share of people have erred, those who are left are no fair sample any more. */
const LARGEST_COUNTED_SHARE = 0.1;

/** People of one arm: evaluated so far, and counted (their first error seen) so far. */
export type Arm = { readonly evaluated: number; readonly counted: number };
export type Arms = { readonly on: Arm; readonly off: Arm };

export type Safety =
  | { readonly kind: 'proven' | 'not-yet'; readonly logSafety: number }
  | { readonly kind: 'no-claim'; readonly because: string };

/**
 * Whether the rate ratio is proven to lie below `rateRatio`. The labels of `evidence` must carry the
 * share at risk, not the share of the stage: with that one, harm would look like safety as soon as
 * the error-prone people with the feature have all been counted.
 */
export function provenSafe(evidence: Evidence, arms: Arms, rateRatio: number): Safety {
  const { counted, evaluated } = bothArms(arms);
  if (!mayClaimSafety(arms)) {
    return {
      kind: 'no-claim',
      because: `${counted} of ${evaluated} people have had an error. Above a tenth, nothing is claimed to be safe.`,
    };
  }
  const reached = logSafety(evidence, rateRatio);
  return { kind: reached >= thresholdAt(BETA) ? 'proven' : 'not-yet', logSafety: reached };
}

/** Whether few enough people have been counted for a proof of safety, or an upper bound, to be fair. */
export function mayClaimSafety(arms: Arms): boolean {
  const { counted, evaluated } = bothArms(arms);
  return counted <= LARGEST_COUNTED_SHARE * evaluated;
}

/** Of the people not yet counted, the share for whom the feature is open. 0 when nobody is left. */
export function shareAtRisk({ on, off }: Arms): number {
  const left = on.evaluated - on.counted;
  const all = left + off.evaluated - off.counted;
  return all > 0 ? left / all : 0;
}

/** ln of the evidence against “the rate ratio is at least `rateRatio`”. */
export function logSafety({ counts }: Evidence, rateRatio: number): number {
  const nullHypothesis = logLikelihood(counts, rateRatio);
  return logMeanExp(
    SAFETY_GRID.map((part) => logLikelihood(counts, rateRatio * part) - nullHypothesis),
  );
}

function bothArms({ on, off }: Arms): Arm {
  return { evaluated: on.evaluated + off.evaluated, counted: on.counted + off.counted };
}
