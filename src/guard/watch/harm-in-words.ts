import { inFigures, percent } from '../../lib/figures.ts';
import { BETA } from '../labels/rate-ratio.ts';
import { loudest, type RestartedEvidence } from '../labels/restarts.ts';
import type { LabelCount } from '../labels/label.ts';
import type { Counts } from './counts.ts';

/** First failed visits, and so many times as frequent they are with the feature, at least; 0 when nothing is known. */
type FailedVisits = { readonly labels: RestartedEvidence; readonly rateRatioAtLeast: number };

/**
 * `7 of the 9 people whose visit failed had the feature; by chance it would be about 2. So visits fail at least 2.8
 * times as often with it.` It covers the time in which the evidence is the strongest: long before it all may have been
 * well.
 */
export function failedVisitsInWords(
  { labels, rateRatioAtLeast }: FailedVisits,
  { share, feature }: Pick<Counts, 'share' | 'feature'>,
): string {
  if (share === 1) {
    return (
      `The feature failed for ${inFigures(feature.errors)} of ${inFigures(feature.units)} people, each counted ` +
      'once a day, while all other pages are well.'
    );
  }
  const told = labelsInWords(labels, 'whose visit failed');
  const more = atLeastInWords(rateRatioAtLeast);
  return more === null ? told : `${told} So visits fail ${more} with it.`;
}

/** `9 of the 11 people who waited too long had the feature; by chance it would be about 2.` */
export function slowAnswersInWords(slow: RestartedEvidence): string {
  return labelsInWords(slow, 'who waited too long for an answer');
}

function labelsInWords(labels: RestartedEvidence, description: string): string {
  const told = loudest(labels);
  const when = told === labels.fromStart ? '' : ' recently';
  const total = (part: (count: LabelCount) => number) =>
    told.counts.reduce((sum, count) => sum + part(count), 0);
  const all = total(({ on, off }) => on + off);
  const byChance = total((count) => count.share * (count.on + count.off));
  return (
    `${inFigures(total(({ on }) => on))} of the ${inFigures(all)} people ${description}${when} had the feature; ` +
    `by chance it would be about ${inFigures(byChance)}.`
  );
}

export function floorInWords({ feature }: Counts): string {
  return (
    `The feature failed for ${inFigures(feature.errors)} of ${inFigures(feature.units)} people, each counted once a ` +
    'day. Nothing shows that it works better for others, so the feature is not blamed.'
  );
}

export function sampleInWords({ stage, share }: Counts): string {
  const all = stage.open + stage.closed;
  return (
    `${inFigures(stage.open)} of ${inFigures(all)} people who came in this stage are known to have the feature; at ` +
    `${percent(share)} about ${inFigures(Math.round(all * share))} should.`
  );
}

/** So many times as frequent are failed visits with the feature; null: that can’t be said. */
export type RateRatioBounds = {
  /** Since the run began. Wrong with a chance of alpha, at whatever moment one looks. */
  readonly atLeast: number | null;
  /** In the present stage. Wrong one time in twenty, at whatever moment one looks. */
  readonly atMost: number | null;
};

/** `With the feature, visits fail at least 2.1 times as often (wrong with a chance of 1%).` */
export function rateRatioInWords({ atLeast, atMost }: RateRatioBounds, alpha: number): string {
  const more = atLeastInWords(atLeast);
  const bounds = [
    more && `${more} (${wrongWith(alpha)})`,
    atMost && `in this stage at most ${up(atMost)} times as often (${wrongWith(BETA)})`,
  ].filter((bound) => bound !== null);
  return bounds.length === 0
    ? 'Whether visits fail more often with the feature than without it can’t be said yet.'
    : `With the feature, visits fail ${bounds.join(', and ')}.`;
}

/** `at least 2.1 times as often`; null where the bound says nothing of harm, being hardly above once or below. */
function atLeastInWords(atLeast: number | null): string | null {
  if (atLeast === null || atLeast < WORTH_TELLING) return null;
  return `at least ${down(atLeast)} times as often`;
}

const WORTH_TELLING = 1.1;

function wrongWith(chance: number): string {
  return `wrong with a chance of ${percent(chance)}`;
}

const down = (value: number): string => twoDigits(value, Math.floor);
const up = (value: number): string => twoDigits(value, Math.ceil);

/** Rounded so that the bound still holds: `2.1`, `0.36`, `43`. */
function twoDigits(value: number, round: (scaled: number) => number): string {
  const unit = 10 ** (Math.floor(Math.log10(value)) - 1);
  return String(Number((round(value / unit) * unit).toPrecision(2)));
}
