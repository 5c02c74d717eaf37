import { inFigures, percent } from '../../lib/figures.ts';
import type { OverTime } from '../../release/index.ts';

/** How many came with the feature, beside the share that is planned. */
export function sampleInWords(sample: OverTime['sample']): string {
  if (sample === null) return 'Everyone has the feature, so there is no ratio.';
  const { planned, open, closed, verdict } = sample;
  const people = open + closed;
  if (people === 0) return 'No data yet: nobody has been seen in this stage.';
  const seen = `${inFigures(open)} of ${inFigures(people)} people have the feature (${percent(open / people)}); planned are ${percent(planned)}.`;
  return `${seen} ${VERDICTS[verdict]}`;
}

const VERDICTS = {
  'as-planned': 'That is within chance.',
  'too-few-open': 'These are too few: the feature may keep people from being counted.',
  'too-many-open': 'These are too many, so the numbers are not to be trusted.',
} as const;

/** What a rise must be to be seen with the people so far. */
export function riseInWords({ rise }: Pick<OverTime, 'rise'>): string {
  if (rise === null) return 'Everyone has the feature, so there is nobody to compare with.';
  const { people, without, rateRatio } = rise;
  if (people === 0) return 'No data yet: nobody has been seen in this stage.';
  if (without.failed === 0) {
    return `Not known: none of the ${inFigures(without.came)} people without the feature has had a failed visit, so there is no usual rate to compare with.`;
  }
  const usual = `${inFigures(without.failed)} of ${inFigures(without.came)} people without the feature had a failed visit (${percent(without.failed / without.came)}).`;
  if (rateRatio === null) {
    return `None yet: with the ${inFigures(people)} people so far no rise is sure enough to be caught. ${usual}`;
  }
  return `${inFigures(rateRatio, 1)} times as many failed visits are caught with a chance of 80%, with the ${inFigures(people)} people so far. ${usual}`;
}
