import { afterLabel, type Evidence } from '../labels/evidence.ts';
import { BETA, mayClaimSafety, shareAtRisk, type Arms } from '../labels/proven-safe.ts';
import { upperBound } from '../labels/rate-ratio.ts';
import type { Label } from '../labels/label.ts';

/**
 * After one more person’s first failed visit in a stage. `before`: who had come by then, this person included, and
 * whose visit had failed, this one not.
 */
export function afterFailedVisitInStage(
  failures: Evidence,
  arm: Label['arm'],
  before: Arms,
): Evidence {
  const label = afterLabel(failures, { arm, share: roundedDown(shareAtRisk(before)) });
  return label.ok ? label.value : failures;
}

/**
 * So many times as frequent are failed visits with the feature in this stage, at most; wrong one time in twenty, at
 * whatever moment one looks. Null: nothing can be claimed yet, or no more, as too many have had a visit fail.
 */
export function rateRatioAtMost(failures: Evidence, arms: Arms): number | null {
  if (!mayClaimSafety(arms)) return null;
  const bound = upperBound(failures, BETA);
  return bound < Infinity ? bound : null;
}

/**
 * To three digits that count, so that labels of nearly the same share are counted together. Down, as a smaller share
 * lets failed visits with the feature look like more.
 */
function roundedDown(share: number): number {
  if (share <= 0) return 0;
  const unit = 10 ** (Math.floor(Math.log10(share)) - 2);
  return Math.floor(share / unit) * unit;
}
