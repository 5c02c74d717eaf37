import { ALPHA, detectableRateRatio, power, thresholdAt } from '../../../src/guard/index.ts';
import { lastDigitOf, type ExactFigure } from './figure.ts';

const ERRING_USERS = [5, 20, 50, 100, 200, 500, 1000];

/** Smallest rate ratio that a stage detects with a chance of 80%, by its share and its erring users. */
const DETECTABLE: readonly (readonly [number, readonly string[]])[] = [
  [0.01, ['72', '24.6', '12.8', '8.2', '5.5', '3.5', '2.65']],
  [0.05, ['21.7', '8.5', '5.0', '3.6', '2.7', '2.0', '1.69']],
  [0.1, ['14.2', '5.9', '3.7', '2.76', '2.17', '1.71', '1.49']],
  [0.2, ['9.7', '4.4', '2.9', '2.27', '1.86', '1.52', '1.38']],
  [0.5, ['7.8', '3.7', '2.5', '2.0', '1.68', '1.43', '1.33']],
];

const POWER = [
  { share: 0.05, rateRatio: 5, erringUsers: 50, reference: 0.794491 },
  { share: 0.2, rateRatio: 3, erringUsers: 50, reference: 0.836358 },
  { share: 0.5, rateRatio: 2, erringUsers: 100, reference: 0.801651 },
];

const threshold = thresholdAt(ALPHA);

export function detectableFigures(): readonly ExactFigure[] {
  return DETECTABLE.flatMap(([share, row]) =>
    row.map((reference, n) => {
      const erringUsers = ERRING_USERS[n] ?? NaN;
      return {
        name: `detectable rate ratio, share ${share}, ${erringUsers} erring users`,
        here: detectableRateRatio({ share, erringUsers, threshold }) ?? Infinity,
        reference: Number(reference),
        within: lastDigitOf(reference),
      };
    }),
  );
}

export function powerFigures(): readonly ExactFigure[] {
  return POWER.map(({ rateRatio, reference, ...stage }) => ({
    name: `power, share ${stage.share}, rate ratio ${rateRatio}, ${stage.erringUsers} erring users`,
    here: power({ ...stage, threshold }, rateRatio),
    reference,
    within: 1e-6,
  }));
}
