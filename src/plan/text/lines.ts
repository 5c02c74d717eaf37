import type { PlanText } from './plan-text.ts';
import { overlap, trimmed, type Span } from './source.ts';

/** `bullet`: 0, or how much deeper than its paragraph a line stands that begins with a sign for a bullet. */
export type Line = { readonly span: Span; readonly bullet: number };

const BREAK = /\r\n|\n|\r|<br\s*\/?>/gi;

/** The lines of a paragraph, also those that `<br>` ends; never inside code, a link or what is struck through. */
export function linesOf(plan: PlanText, { start, end }: Span): readonly Line[] {
  const solid = solidWithin(plan, { start, end });
  const breaks = [...plan.text.slice(start, end).matchAll(BREAK)]
    .map((hit) => ({ start: start + hit.index, end: start + hit.index + hit[0].length }))
    .filter((hit) => !solid.some((span) => overlap(span, hit)));
  const starts = [start, ...breaks.map((hit) => hit.end)];
  const ends = [...breaks.map((hit) => hit.start), end];
  return starts
    .map((from, index) => trimmed(plan.text, { start: from, end: ends[index] ?? end }))
    .filter((span) => span.end > span.start)
    .map((span) => lineAt(plan.text, span));
}

function solidWithin({ codes, links, withdrawn }: PlanText, { start, end }: Span): readonly Span[] {
  const solid = [...withdrawn, ...codes.map(({ span }) => span), ...links.map(({ span }) => span)];
  return solid.filter((span) => overlap(span, { start, end }));
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
