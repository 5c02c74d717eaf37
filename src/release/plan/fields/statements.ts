import type { Statement } from '../document.ts';
import type { Entry } from '../text/entries.ts';
import { codesWithin, unmarkedWords, type PlanText } from '../text/plan-text.ts';
import type { Span } from '../text/source.ts';

/**
 * The statements among the entries of a field: of success criteria each bullet, of a rollback plan each
 * paragraph too. A bullet that is only a marker states nothing, nor does a nested one that is only a link.
 * A bullet with two code spans makes two statements, so that neither goes unmeasured.
 */
export function statementsOf(
  plan: PlanText,
  entries: readonly Entry[],
  kinds: readonly Entry['kind'][],
): readonly Statement[] {
  const topLevel = Math.min(...entries.map(({ kind, depth }) => (kind === 'bullet' ? depth : 99)));
  return entries
    .filter(({ kind }) => kinds.includes(kind))
    .filter(({ span }) => /[\p{L}\p{N}]/u.test(unmarkedWords(plan, span).words))
    .filter(({ span, depth }) => depth <= topLevel || !isLink(plan, span))
    .flatMap(({ span }) => statementsAt(plan, span));
}

function isLink({ text }: PlanText, { start, end }: Span): boolean {
  return /^(?:\[[^[\]]*\]\(\S*\)|<?https?:\S+)$/.test(text.slice(start, end));
}

function statementsAt(plan: PlanText, span: Span): readonly Statement[] {
  const text = plan.text.slice(span.start, span.end).replace(/\s+/g, ' ').trim();
  const codes = codesWithin(plan, span);
  if (codes.length === 0) return [{ text, code: null, span }];
  return codes.map(({ value }) => ({ text, code: value, span }));
}
