import type { PlanText } from './plan-text.ts';
import { overlap, trimmed, type Span } from './source.ts';
import { spansTouching } from './touching.ts';

/** `bullet`: 0, or how much deeper than its paragraph a line stands that begins with a sign for a bullet. */
export type Line = { readonly span: Span; readonly bullet: number };

const BREAK = /\r\n|\n|\r|<br\s*\/?>|<\/?(?:[uo]l|li)\b[^<>]*>/gi;

/**
 * The lines of a paragraph, also those that `<br>` ends and the items of a list in HTML; never inside code, a link
 * or what is struck through.
 */
export function linesOf(plan: PlanText, { start, end }: Span): readonly Line[] {
  const breaks = [...plan.text.slice(start, end).matchAll(BREAK)]
    .map((hit) => ({ start: start + hit.index, end: start + hit.index + hit[0].length }))
    .filter((hit) => !isInsideSolid(plan, hit))
    .filter(
      (hit) =>
        /^[\r\n]/.test(plan.text.slice(hit.start)) ||
        !isInRow(plan.text, { start, end: hit.start }),
    );
  const starts = [start, ...breaks.map((hit) => hit.end)];
  const ends = [...breaks.map((hit) => hit.start), end];
  const items = itemDepths(breaks.map((hit) => plan.text.slice(hit.start, hit.end)));
  return starts.flatMap((from, index) => {
    const span = trimmed(plan.text, { start: from, end: ends[index] ?? end });
    if (span.end <= span.start) return [];
    const line = lineAt(plan.text, span);
    return [{ ...line, bullet: line.bullet || (items[index - 1] ?? 0) }];
  });
}

/** Whether the line is a row of a table: what its cells hold belongs to them. */
function isInRow(text: string, { start, end }: Span): boolean {
  const lineStart = text.lastIndexOf('\n', end - 1) + 1;
  return /^[ \t]*\|/.test(text.slice(Math.max(lineStart, start), end));
}

/** How deep the item of a list is that each of these breaks begins; 0 where it begins none. */
function itemDepths(breaks: readonly string[]): readonly number[] {
  let depth = 0;
  return breaks.map((tag) => {
    if (/^<[uo]l/i.test(tag)) depth += 1;
    if (/^<\/[uo]l/i.test(tag)) depth -= 1;
    return /^<li/i.test(tag) ? Math.max(depth, 1) : 0;
  });
}

function isInsideSolid({ solid, withdrawn }: PlanText, hit: Span): boolean {
  return [solid, withdrawn].some((spans) =>
    spansTouching(spans, hit).some((span) => overlap(span, hit)),
  );
}

/** Word processors leave `•` and a tab, or `o` and a tab one level deeper; a bullet too far in stays in its paragraph. */
const SIGN = /^(?:([•◦▪‣·●○■])\s*|[-+*][ \t]+|(o)\t\s*)(?=\S)/;

function lineAt(text: string, whole: Span): Line {
  const quote = /^(?:>[ \t]?)+/.exec(text.slice(whole.start, whole.end))?.[0].length ?? 0;
  const span = trimmed(text, { start: whole.start + quote, end: whole.end });
  const sign = SIGN.exec(text.slice(span.start, span.end));
  if (!sign) return { span, bullet: 0 };
  const isNested = sign[2] !== undefined || sign[1] === '◦' || sign[1] === '○';
  return { span: { start: span.start + sign[0].length, end: span.end }, bullet: isNested ? 2 : 1 };
}
