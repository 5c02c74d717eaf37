import type { Reading, SampleRatio, Verdict } from '../../../guard/index.ts';

const VERDICTS: Readonly<Record<Verdict, string>> = {
  harm: 'Harm: the errors speak against the feature. Roll it back.',
  'global incident':
    'Global incident: too many people have errors, and nothing says that the feature is why. Hold, and look for the cause.',
  'no harm shown': 'No harm shown by the errors. That is no proof of safety.',
};

const SAMPLES: Readonly<Record<SampleRatio, string | null>> = {
  'as-planned': null,
  'too-few-open':
    'Too few people with the feature were counted. It may keep them from being counted: roll it back.',
  'too-many-open':
    'Too many people with the feature were counted. Hold, and find out how people are counted.',
};

/** The verdict first, then the figures behind it. */
export function readingInWords(reading: Reading, alpha: number): string {
  const { processes, combined, rateRatio, sampleRatio, verdict } = reading;
  const lines = [
    VERDICTS[verdict],
    SAMPLES[sampleRatio],
    ...processes.map(
      ({ name, logEvidence, everCrossed }) =>
        `${name}: ln evidence ${rounded(logEvidence)}; ${everCrossed ? 'has crossed its limit' : 'never crossed its limit'}`,
    ),
    `All together, weighted: ln evidence ${rounded(combined.logEvidence)}; the limit is ${rounded(combined.threshold)}`,
    rateRatioInWords(rateRatio, alpha),
  ];
  return lines.filter((line) => line !== null).join('\n');
}

function rateRatioInWords({ runningLower, upper }: Reading['rateRatio'], alpha: number): string {
  const lower =
    runningLower > 0 ? `at least ${rounded(runningLower)}` : 'nothing yet at the lower end';
  const most = upper < Infinity ? `at most ${rounded(upper)}` : 'nothing yet at the upper end';
  return `Errors with the feature, as a multiple of those without: ${lower} (wrong with a chance of ${rounded(alpha)}), ${most} (0.05)`;
}

function rounded(value: number): string {
  return String(Number(value.toPrecision(4)));
}
