import { NUMBER } from '../../lib/written/index.ts';
import type { Field, PlanDocument } from '../document.ts';
import { trimmed, type Span } from '../text/source.ts';
import { linksIn, type WrittenLink } from './links.ts';
import { scaled, wordOrNumber } from './numbers.ts';
import type { FieldWords } from './said.ts';

/** One entry of a list, for example of the errors that were logged. */
export type Item = {
  readonly words: string;
  /** How often: 3 of `3×401`; null when the item does not say so plainly. */
  readonly times: number | null;
  readonly links: readonly WrittenLink[];
  readonly span: Span;
};

/** A new item begins at a bullet, a row, a `<br>` or behind a blank line; other lines go on with the last. */
const BEGINNING =
  /<br\s*\/?>|(?:\r\n|\n|\r)[ \t]*(?=\||[-*+•] ?|o\t|\d{1,2}[.)] |(?:\r\n|\n|\r))/gi;
const SIGN = /^(?:[ \t|]*(?:[-*+•][ \t]+|o\t|\d{1,2}[.)][ \t]+)?(?:\[[ x]\][ \t]+)?)/i;

export function itemsIn(plan: PlanDocument, { span }: Field, said: FieldWords): readonly Item[] {
  const written = plan.source.text.slice(span.start, span.end);
  const starts = [...written.matchAll(BEGINNING)].map((hit) => ({
    end: hit.index,
    next: hit.index + hit[0].length,
  }));
  const ends = [...starts.map(({ end }) => end), written.length];
  return [0, ...starts.map(({ next }) => next)]
    .map((start, index) => ({ start, end: ends[index] ?? written.length }))
    .flatMap((piece) => itemAt(plan, said, piece));
}

function itemAt(plan: PlanDocument, { words, at }: FieldWords, piece: Span): readonly Item[] {
  const sign = SIGN.exec(plan.source.text.slice(at + piece.start, at + piece.end))?.[0].length ?? 0;
  const span = trimmed(words, { start: piece.start + sign, end: piece.end });
  const said = words.slice(span.start, span.end).replace(/[|`]/g, ' ').replace(/\s+/g, ' ').trim();
  if (!/[\p{L}\p{N}]/u.test(said)) return [];
  const inPlan = { start: at + span.start, end: at + span.end };
  return [{ words: said, times: timesIn(said), links: linksIn(plan, inPlan), span: inPlan }];
}

const PAIR = new RegExp(`^(${NUMBER}|\\S+) ?[×x] ?(${NUMBER}|\\S+)$`, 'i');
const IN_PARENTHESES = new RegExp(`\\S \\([≈~]? ?(${NUMBER})(k)?\\)$`, 'i');

function timesIn(words: string): number | null {
  const [, one = '', other = ''] = PAIR.exec(words.replace(/ \(.*/, '')) ?? [];
  if (one !== '') return timesOfPair(one, other);
  const [, number, scale] = IN_PARENTHESES.exec(words) ?? [];
  return number === undefined ? null : scaled(wordOrNumber(number) ?? 0, scale);
}

/** Of `3×401` and `401 ×3` the status code says what, the other number how often. */
function timesOfPair(one: string, other: string): number | null {
  const isCount = (side: string) => new RegExp(`^(?:${NUMBER})$`).test(side);
  const counts = [one, other].filter(isCount);
  const times = counts.length === 2 ? counts.filter((side) => !isStatus(side)) : counts;
  return times.length === 1 ? wordOrNumber(times[0] ?? '') : null;
}

const isStatus = (number: string) => /^[1-5]\d\d$/.test(number);
