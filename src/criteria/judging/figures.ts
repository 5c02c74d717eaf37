import type { Criterion } from '../criterion.ts';
import { measureOf } from '../measures/catalogue.ts';
import type { CountedUnit } from '../measures/units.ts';
import type { Figures } from './measurement.ts';

/** What the sample of a measurement counts: what the criterion asks for, else what its measure is usually counted in. */
export function sampleUnitOf(criterion: Criterion): CountedUnit {
  const { sample, denominator } = criterion;
  return sample?.unit ?? denominator ?? measureOf(criterion).sampleUnit;
}

/** How much must have been seen: at least one, for from nothing nothing follows. */
export function sampleAskedFor({ sample }: Criterion): number {
  return sample?.count ?? 1;
}

/** Percent, a count, milliseconds or a score; null for a share of nothing, or the time or score of nothing. */
export function valueOf(figures: Figures): number | null {
  switch (figures.kind) {
    case 'share':
    case 'ratio':
      return figures.denominator === 0 ? null : (figures.numerator / figures.denominator) * 100;
    case 'count':
      return figures.count;
    case 'duration':
      return figures.ms;
    case 'score':
      return figures.score;
  }
}

/** Why figures can't be true, as the end of a sentence; null when they can. */
export function faultIn(figures: Figures, criterion: Criterion): string | null {
  const { kind } = measureOf(criterion);
  if (figures.kind !== kind) return `a ${kind} was asked for and a ${figures.kind} came`;
  const odd = Object.entries(figures).find(([, figure]) => isOdd(figure));
  if (odd) return `its ${odd[0]} is ${odd[1]}`;
  if (figures.kind !== 'share' || figures.numerator <= figures.denominator) return null;
  return `${figures.numerator} can’t be a part of ${figures.denominator}`;
}

const isOdd = (figure: string | number | null) =>
  typeof figure === 'number' && !(Number.isFinite(figure) && figure >= 0);
