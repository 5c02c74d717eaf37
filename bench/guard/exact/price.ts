/** The price of detection: treated people with an error before the guard decides, beside the least possible. */
import { ALPHA, shippedThreshold, thresholdAt } from '../../../src/guard/index.ts';
import type { ExactFigure } from './figure.ts';
import { fewestTreatedErrors, labelsToProveSafe } from './information.ts';
import { treatedErrorsAtCrossing } from './treated-errors.ts';

/** Times the least possible that the plain process may take. */
export const AT_MOST_TIMES = 1.45;

const REFERENCE = [
  { share: 0.05, rateRatio: 3, bound: 11.52, mean: 15.03, median: 14, p90: 24 },
  { share: 0.05, rateRatio: 10, bound: 3.76, mean: 5.01, median: 5, p90: 7 },
  { share: 0.2, rateRatio: 3, bound: 14.69, mean: 18.4, median: 18, p90: 30 },
  { share: 0.2, rateRatio: 10, bound: 5.35, mean: 6.4, median: 6, p90: 10 },
  { share: 0.5, rateRatio: 3, bound: 26.4, mean: 31.28, median: 31, p90: 54 },
  { share: 0.5, rateRatio: 10, bound: 10.78, mean: 11.98, median: 12, p90: 18 },
];

const TO_PROVE_SAFE = { share: 0.05, rateRatio: 2, beta: 0.05, reference: 211.97 };

export type Price = {
  readonly share: number;
  readonly rateRatio: number;
  readonly bound: number;
  readonly plain: number;
  /** Of the guard as it ships, which keeps part of its budget for other kinds of evidence. */
  readonly shipped: number;
};

export function prices(): readonly Price[] {
  return REFERENCE.map(({ share, rateRatio }) => ({
    share,
    rateRatio,
    bound: fewestTreatedErrors({ share, rateRatio }, ALPHA),
    plain: meanOf(share, rateRatio, thresholdAt(ALPHA)),
    shipped: meanOf(share, rateRatio, shippedThreshold(ALPHA)),
  }));
}

export function priceFigures(): readonly ExactFigure[] {
  const { share, rateRatio, beta, reference } = TO_PROVE_SAFE;
  return [
    ...REFERENCE.flatMap(figuresOf),
    {
      name: `labels to prove a rate ratio below ${rateRatio}, share ${share}`,
      here: labelsToProveSafe({ share, rateRatio }, beta),
      reference,
      within: 0.01,
    },
  ];
}

function figuresOf(row: (typeof REFERENCE)[number]): readonly ExactFigure[] {
  const { share, rateRatio } = row;
  const at = `share ${share}, rate ratio ${rateRatio}`;
  const taken = treatedErrorsAtCrossing({ share, threshold: thresholdAt(ALPHA) }, rateRatio);
  const { mean, median, p90 } = taken ?? { mean: Infinity, median: Infinity, p90: Infinity };
  const bound = fewestTreatedErrors({ share, rateRatio }, ALPHA);
  return [
    { name: `fewest treated errors, ${at}`, here: bound, reference: row.bound, within: 0.01 },
    { name: `treated errors, mean, ${at}`, here: mean, reference: row.mean, within: 0.01 },
    { name: `treated errors, median, ${at}`, here: median, reference: row.median, within: 0 },
    { name: `treated errors, p90, ${at}`, here: p90, reference: row.p90, within: 0 },
  ];
}

function meanOf(share: number, rateRatio: number, threshold: number): number {
  return treatedErrorsAtCrossing({ share, threshold }, rateRatio)?.mean ?? Infinity;
}
