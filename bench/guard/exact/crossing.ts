import { ALPHA, crossings, thresholdAt, type Process } from '../../../src/guard/index.ts';
import type { ExactFigure } from './figure.ts';

/** Chance that the evidence crosses within so many labels although the change does nothing. */
const NULL_CROSSING = [
  { share: 0.05, labels: 100, reference: 0.003259 },
  { share: 0.05, labels: 1_000, reference: 0.005041 },
  { share: 0.5, labels: 100, reference: 0.007495 },
  { share: 0.5, labels: 5_000, reference: 0.008991 },
  { share: 0.95, labels: 5_000, reference: 0.009781 },
];

const SHARES = [0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 0.9, 0.95, 0.99];
const LABELS = 5_000;

export function crossingFigures(): readonly ExactFigure[] {
  return NULL_CROSSING.map(({ share, labels, reference }) => ({
    name: `false rollback, share ${share}, ${labels} labels`,
    here: falseRollback(share, labels),
    reference,
    within: 1e-6,
  }));
}

/** The largest exact chance of a false rollback over the shares; it must not be above the budget. */
export function worstFalseRollback(): number {
  return Math.max(...SHARES.map((share) => falseRollback(share, LABELS)));
}

function falseRollback(share: number, labels: number): number {
  return crossedWithin(labels, { share, threshold: thresholdAt(ALPHA) }, share);
}

/** The exact chance of having crossed within so many labels. */
export function crossedWithin(labels: number, process: Process, treatedChance: number): number {
  let crossed = 0;
  for (const crossing of crossings(process, treatedChance)) {
    if (crossing.labels > labels) return crossed;
    crossed += crossing.chance;
  }
  return crossed;
}
