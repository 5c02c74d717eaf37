import type { RootContent, Table } from 'mdast';
import type { Words } from '../document.ts';
import { contentSpan, wordsOf } from '../text/markdown.ts';
import { codesWithin, unmarkedWords, type PlanText } from '../text/plan-text.ts';
import { within, type Span } from '../text/source.ts';
import type { BoundField } from './bind.ts';

/** The toggles that a section names: in a `Toggle name` field or in the first column of a table. */
export function togglesOf(
  plan: PlanText,
  fields: readonly BoundField[],
  blocks: readonly RootContent[],
): readonly Words[] {
  const named = fields.filter(({ field }) => field.known?.name === 'toggle name');
  const spans = [
    ...named.flatMap(({ entries }) => entries.map(({ span }) => span)),
    ...blocks.flatMap((block) => (block.type === 'table' ? nameCells(block) : [])),
  ];
  return spans.flatMap((span) => namesIn(plan, span));
}

function nameCells(table: Table): readonly Span[] {
  const [header, ...rows] = table.children;
  const first = header?.children[0];
  if (!first || !/\b(toggle|flag|flipper)\b/i.test(wordsOf(first))) return [];
  return rows.flatMap(({ children: [cell] }) => (cell ? [contentSpan(cell)] : []));
}

/** Code spans are names; without any, each word is, after a `FE:` or `BE:` that only says who reads it. */
function namesIn(plan: PlanText, span: Span): readonly Words[] {
  if (unmarkedWords(plan, span).marked) return [];
  const codes = codesWithin(plan, span);
  if (codes.length > 0) return codes.map((code) => ({ words: code.value, span: code.span }));
  return wordSpans(plan, span).flatMap((word) => {
    const words = plan.text.slice(word.start, word.end).replace(/^\[([^\]]*)\]\(.*$/, '$1');
    return /^((FE|BE):|-+|n\/a|none)$/i.test(words) ? [] : [{ words, span: word }];
  });
}

function wordSpans({ text }: PlanText, { start, end }: Span): readonly Span[] {
  const words = text.slice(start, end).matchAll(/[^\s,]+/g);
  return [...words]
    .map((word) => ({ start: start + word.index, end: start + word.index + word[0].length }))
    .filter((word) => within(word, { start, end }));
}
