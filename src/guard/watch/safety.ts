import { afterLabel, type Evidence } from '../labels/evidence.ts';
import type { Label } from '../labels/label.ts';
import { BETA, upperBound } from '../labels/rate-ratio.ts';

/** People of one arm: evaluated so far, and counted (their first error seen) so far. */
type Arm = { readonly evaluated: number; readonly counted: number };
export type Arms = { readonly on: Arm; readonly off: Arm };

/** Once more than this share of people have erred, those who are left are no fair sample any more. */
const LARGEST_COUNTED_SHARE = 0.1;

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

/**
 * Of the people not yet counted, the share for whom the feature is open; 0 when none is left. With the share of the
 * stage instead, harm would look like safety as soon as the error-prone people with the feature have all been counted.
 */
export function shareAtRisk({ on, off }: Arms): number {
  const left = on.evaluated - on.counted;
  const all = left + off.evaluated - off.counted;
  return all > 0 ? left / all : 0;
}

/** Whether few enough people have been counted for an upper bound to be fair. */
export function mayClaimSafety({ on, off }: Arms): boolean {
  return on.counted + off.counted <= LARGEST_COUNTED_SHARE * (on.evaluated + off.evaluated);
}
