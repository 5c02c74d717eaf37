import type { Counts, FailedVisits } from './counts.ts';

/** `7 of the 9 people whose visit failed had the feature; it is open to 20 % of people.` */
export function failedVisitsInWords({ open, closed }: FailedVisits, counts: Counts): string {
  const { feature, share } = counts;
  if (share === 1) {
    return (
      `${inFigures(feature.errors)} of ${inFigures(feature.units)} people with the feature met an error of it ` +
      'on one day, while all other pages are well.'
    );
  }
  return (
    `${inFigures(open)} of the ${inFigures(open + closed)} people whose visit failed had the feature, and it is ` +
    `open to ${percent(share)} of people: more than chance explains.`
  );
}

export function floorInWords({ feature }: Counts): string {
  return (
    `${inFigures(feature.errors)} of ${inFigures(feature.units)} people met an error on one day. People without the ` +
    'feature fare no better, so it is not taken for the cause.'
  );
}

export function sampleInWords({ stage, share }: Counts): string {
  const all = stage.open + stage.closed;
  return (
    `${inFigures(stage.open)} of ${inFigures(all)} people who came in this stage are known to have the feature; at ` +
    `${percent(share)} about ${inFigures(Math.round(all * share))} should.`
  );
}

function percent(share: number): string {
  return `${inFigures(share * 100)} %`;
}

function inFigures(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 1 });
}
