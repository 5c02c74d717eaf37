import { inFigures, percent } from '../../lib/figures.ts';
import { loudest, type RestartedEvidence } from '../labels/restarts.ts';
import type { LabelCount } from '../labels/label.ts';
import type { Counts } from './counts.ts';
import { atLeastInWords } from './rate-ratio-in-words.ts';

/** First failed visits, and so many times as frequent they are with the feature, at least; 0 when nothing is known. */
type FailedVisits = { readonly labels: RestartedEvidence; readonly rateRatioAtLeast: number };

/**
 * `7 of the 9 people whose visit failed had the feature; by chance it would be about 2. So visits fail at least 2.8
 * times as often with it.` Told of the time in which the evidence is the strongest: long before it all may have been
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

function labelsInWords(labels: RestartedEvidence, whom: string): string {
  const told = loudest(labels);
  const when = told === labels.fromStart ? '' : ' of late';
  const total = (part: (count: LabelCount) => number) =>
    told.counts.reduce((sum, count) => sum + part(count), 0);
  const all = total(({ on, off }) => on + off);
  const byChance = total((count) => count.share * (count.on + count.off));
  return (
    `${inFigures(total(({ on }) => on))} of the ${inFigures(all)} people ${whom}${when} had the feature; ` +
    `by chance it would be about ${inFigures(byChance)}.`
  );
}

export function floorInWords({ feature }: Counts): string {
  return (
    `The feature failed for ${inFigures(feature.errors)} of ${inFigures(feature.units)} people, each counted once a ` +
    'day. Nothing shows that others fare better, so it is not taken for the cause.'
  );
}

export function sampleInWords({ stage, share }: Counts): string {
  const all = stage.open + stage.closed;
  return (
    `${inFigures(stage.open)} of ${inFigures(all)} people who came in this stage are known to have the feature; at ` +
    `${percent(share)} about ${inFigures(Math.round(all * share))} should.`
  );
}
