import type { Criterion, Quantity, Reference } from '../criterion.ts';
import { faultIn, sampleAskedFor, valueOf } from './figures.ts';
import type { Figures, Measurement } from './measurement.ts';

/** What a value is held against besides numbers of the criterion itself. */
export type Anchor =
  | { readonly kind: 'none' }
  /** In the unit of the measure; `figures` where it was measured and not stated. */
  | { readonly kind: 'known'; readonly value: number; readonly figures: Figures | null }
  | { readonly kind: 'too-few'; readonly figures: Figures }
  | { readonly kind: 'missing'; readonly fault: string };

export function anchorOf(criterion: Criterion, measurement: Measurement): Anchor {
  const { condition } = criterion;
  if (condition.kind === 'fixed') return { kind: 'none' };
  const { reference } = condition;
  switch (reference.kind) {
    case 'baseline':
      if (reference.stated) return known(numberOf(reference.stated));
      return measured(criterion, reference, measurement.baseline);
    case 'closed-cohort':
      return measured(criterion, reference, measurement.closedCohort);
    case 'flag-share':
      return flagShare(measurement.flagShare);
  }
}

const known = (value: number): Anchor => ({ kind: 'known', value, figures: null });

export function numberOf(quantity: Quantity): number {
  switch (quantity.kind) {
    case 'percent':
      return quantity.percent;
    case 'count':
      return quantity.count;
    case 'duration':
      return quantity.ms;
  }
}

function measured(criterion: Criterion, reference: Reference, figures: Figures | null): Anchor {
  if (figures === null) return { kind: 'missing', fault: NOT_THERE[reference.kind] };
  const fault = faultIn(figures, criterion);
  if (fault !== null) return { kind: 'missing', fault };
  const value = valueOf(figures);
  // Against fewer than were asked for, a comparison would be luck.
  if (value === null || figures.sample < sampleAskedFor(criterion))
    return { kind: 'too-few', figures };
  return { kind: 'known', value, figures };
}

const NOT_THERE: Readonly<Record<Reference['kind'], string>> = {
  baseline: 'nothing was measured before the release',
  'closed-cohort': 'the feature is closed for no one',
  'flag-share': 'the share of the stage is not given',
};

function flagShare(share: number | null): Anchor {
  if (share === null) return { kind: 'missing', fault: NOT_THERE['flag-share'] };
  if (share >= 0 && share <= 100) return known(share);
  return { kind: 'missing', fault: `the share of the stage is ${share}%` };
}
