import { inFigures, MOST_DIGITS } from '../../lib/figures.ts';
import type { Criterion } from '../criterion.ts';
import { measureOf } from '../measures/catalogue.ts';
import { valueOf } from './figures.ts';
import type { Figures } from './measurement.ts';

type FigureKind = Figures['kind'];

/** An amount as people write it, with so many digits that it stays on its side of `than`. */
export function amountInWords(kind: FigureKind, value: number, than: number | null): string {
  switch (kind) {
    case 'share':
    case 'ratio':
      return `${rounded(value, than, value < 1 ? 2 : 1)}%`;
    case 'count':
      return rounded(value, than, 0);
    case 'score':
      return rounded(value, than, 2);
    case 'duration':
      return value < 1000
        ? `${rounded(value, than, 0)} ms`
        : `${rounded(value / 1000, than === null ? null : than / 1000, 2)} seconds`;
  }
}

/** 0.996 is no “1” beside a limit of 1. */
function rounded(value: number, than: number | null, fewest: number): string {
  let digits = fewest;
  while (digits < MOST_DIGITS && than !== null && !staysOnItsSide(value, than, digits)) digits += 1;
  return inFigures(value, digits);
}

function staysOnItsSide(value: number, than: number, digits: number): boolean {
  return side(Number(value.toFixed(digits)), than) === side(value, than);
}

const side = (value: number, than: number) => Math.sign(value - than);

/** `0.5% (1 of 200 requests)`, `3`, `1.9 seconds (200 requests)`. */
export function figuresInWords(
  figures: Figures,
  criterion: Criterion,
  than: number | null,
): string {
  const value = valueOf(figures);
  const { kind } = measureOf(criterion);
  const amount = value === null ? 'nothing' : amountInWords(kind, value, than);
  if (figures.kind !== 'share' && figures.kind !== 'ratio') return amount;
  const [part, whole] = [inFigures(figures.numerator), inFigures(figures.denominator)];
  return criterion.per === null
    ? `${amount} (${part} of ${whole} ${criterion.denominator ?? ''})`
    : `${amount} (${part} ${criterion.measure} to ${whole} ${criterion.per})`;
}
