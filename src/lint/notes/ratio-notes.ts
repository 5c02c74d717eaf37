import { type Field, type PlanDocument, saidBy } from '../../plan/index.ts';
import { countIn } from '../../lib/written/index.ts';
import type { Note } from './note.ts';

const RATIO = /(?<![\d/,.])(\d+(?:,\d{3})*) ?(?:\/|of|out of) ?(\d+(?:,\d{3})*)(?!\d|\/|,\d)/g;
const PERCENT = /(?<![\d.])(\d+(?:\.\d+)?) ?(?:%|percent)/g;
/** Ratios of small numbers may be dates or halves. */
const SMALLEST_WHOLE = 32;

/** Two numbers and the percentage beside them that do not agree: `233/572` beside 39%. Both are kept. */
export function ratioNotes(plan: PlanDocument, field: Field): readonly Note[] {
  const { words, at } = saidBy(plan, field);
  return words.split(/\r\n|\n|\r/).flatMap((line) => {
    const start = at + words.indexOf(line);
    const [ratio, ...others] = [...line.matchAll(RATIO)];
    const [percent, ...more] = [...line.matchAll(PERCENT)];
    if (!ratio || !percent || others.length > 0 || more.length > 0) return [];
    const sentence = disagreement(ratio, percent);
    const span = { start: start + ratio.index, end: start + ratio.index + ratio[0].length };
    return sentence === null
      ? []
      : [{ code: 'ratio-and-percent-disagree' as const, span, sentence }];
  });
}

function disagreement(
  [written, part = '', whole = '']: RegExpExecArray,
  [, percent = '']: RegExpExecArray,
): string | null {
  const [numerator, denominator] = [countIn(part), countIn(whole)];
  if (numerator === null || denominator === null) return null;
  if (denominator < SMALLEST_WHOLE || numerator > denominator) return null;
  const actual = (100 * numerator) / denominator;
  const places = percent.split('.')[1]?.length ?? 0;
  if (Math.abs(actual - Number(percent)) <= 0.5 * 10 ** -places + 1e-9) return null;
  return `${written} is ${actual.toFixed(1)}%, and the plan says ${percent}%. Correct one of them.`;
}
