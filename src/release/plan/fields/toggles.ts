import type { RootContent, Table } from 'mdast';
import type { Words } from '../document.ts';
import { contentSpan, wordsOf } from '../text/markdown.ts';
import { codesWithin, unmarkedWords, type PlanText } from '../text/plan-text.ts';
import type { Span } from '../text/source.ts';
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

/** `FE:` and `BE:` only say who reads the toggle. */
const NAME = /(?<=^\s*|,\s*)(?:(?:FE|BE):\s*)?(?!(?:-+|n\/a|none)(?:[\s,]|$))([^\s,]+)/gi;

/** Code spans are names; without any, the first word between commas is one. */
function namesIn(plan: PlanText, span: Span): readonly Words[] {
  if (unmarkedWords(plan, span).marked) return [];
  const codes = codesWithin(plan, span);
  if (codes.length > 0) return codes.map((code) => ({ words: code.value, span: code.span }));
  return [...plan.text.slice(span.start, span.end).matchAll(NAME)].map((hit) => {
    const end = span.start + hit.index + hit[0].length;
    const written = hit[1] ?? '';
    return { words: linkText(written), span: { start: end - written.length, end } };
  });
}

function linkText(written: string): string {
  return /^\[([^\]]*)\]\(/.exec(written)?.[1] ?? written;
}
