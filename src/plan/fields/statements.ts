import type { Statement } from '../document.ts';
import { leftOver } from '../text/blank.ts';
import { codesWithin, unmarkedWords, type PlanText } from '../text/plan-text.ts';
import type { Span } from '../text/source.ts';
import type { DraftPiece } from './draft.ts';
import { isTerm } from '../terms/read-terms.ts';
import { isTemplateHint, isTemplatesOwn, withoutHints } from '../figures/hints.ts';
import { wordsAsRead, rowWords } from './words-as-read.ts';

/**
 * The statements among the pieces of a field: of success criteria each bullet and row, of a rollback plan each
 * paragraph too. A bullet that is only a marker states nothing, nor does a nested one that is only a link.
 * A bullet with two code spans makes two statements, so that neither goes unmeasured.
 */
export function statementsOf(
  plan: PlanText,
  pieces: readonly DraftPiece[],
  kinds: readonly DraftPiece['kind'][],
): readonly Statement[] {
  const spoken = pieces.filter(({ kind }) => kinds.includes(kind));
  const topLevel = Math.min(...spoken.map(({ kind, depth }) => (kind === 'bullet' ? depth : 99)));
  return spoken
    .filter(({ span }) => states(plan, span))
    .filter(({ span, depth }) => depth <= topLevel || !isSource(plan, span))
    .flatMap(({ span, kind }) => statementsAt(plan, span, kind));
}

/** The template's own `[FILL_IN] : list` says no more than the marker, and `N/A` says that there is none. */
function states(plan: PlanText, span: Span): boolean {
  const { words: written, markers } = unmarkedWords(plan, span);
  const words = withoutHints(wordsAsRead(written));
  if (!/[\p{L}\p{N}]/u.test(words) || isTemplatesOwn(words) || NONE.test(words)) return false;
  return markers.length === 0 || !isTemplateHint(words.replace(/^[\s:]+/, ''));
}

const NONE = /^(?:n\/a|none|not applicable)\.?$/i;

/** `[dashboard](https://…)`, alone or with a name before it. */
function isSource({ text }: PlanText, { start, end }: Span): boolean {
  return /^(?:[\w ()-]{1,40}:\s*)?(?:\[[^[\]]*\]\(\S*\)|<?https?:\S+)$/.test(
    text.slice(start, end),
  );
}

function statementsAt(plan: PlanText, span: Span, kind: DraftPiece['kind']): readonly Statement[] {
  const line = oneLine(plan, span);
  const text = kind === 'row' ? rowWords(line).replaceAll('\\|', '|') : line;
  const spans = codesWithin(plan, span);
  const codes = spans.filter(({ value }) => !isTerm(value));
  if (codes.length < spans.length && codes.length === 0) return [];
  if (codes.length === 0) return [{ text, code: null, span }];
  return codes.map(({ value }) => ({ text, code: value, span }));
}

function oneLine({ text, withdrawn }: PlanText, span: Span): string {
  const kept = leftOver(span, withdrawn).map(({ start, end }) => text.slice(start, end));
  return kept.join('').replace(/\s+/g, ' ').trim();
}
