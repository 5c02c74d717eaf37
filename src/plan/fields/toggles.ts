import type { Words } from '../document.ts';
import { BLANK } from '../text/blank.ts';
import { codesWithin, unmarkedWords, type PlanText } from '../text/plan-text.ts';
import { within, type Span } from '../text/source.ts';
import type { BoundField } from './bind.ts';

/** The toggles that fields named `Toggle name` hold, those of tables among them. */
export function togglesOf(plan: PlanText, fields: readonly BoundField[]): readonly Words[] {
  return fields
    .filter(({ field }) => field.known?.name === 'toggle name')
    .flatMap(({ pieces, territory }) =>
      pieces.flatMap(({ span }) =>
        // Outside their section, `Feature toggle: yes` names none.
        territory === 'toggles' || isOnlyNames(plan, span) ? namesIn(plan, span) : [],
      ),
    );
}

/** The toggles that prose of their section names: what is nothing but names, or a sentence about one in code. */
export function togglesInProse(plan: PlanText, prose: readonly Span[]): readonly Words[] {
  return prose.flatMap((span) =>
    isOnlyNames(plan, span) ? namesIn(plan, span) : namesInSentence(plan, span),
  );
}

/** The code that a sentence begins with, or calls a toggle. */
function namesInSentence({ codes, text }: PlanText, span: Span): readonly Words[] {
  return codes.flatMap((code) => {
    if (!within(code.span, span) || !/^[a-z]\w*_\w+$/i.test(code.value)) return [];
    const before = text.slice(span.start, code.span.start);
    const after = text.slice(code.span.end, span.end);
    const isNamed =
      /^[\s*_]*$|\b(?:toggle|flag|flipper)s?(?: (?:named|called|is))?[\s:]*$/i.test(before) ||
      /^ (?:feature )?(?:toggle|flag|flipper)\b/i.test(after);
    return isNamed ? [{ words: code.value, span: code.span }] : [];
  });
}

function isOnlyNames({ readable }: PlanText, { start, end }: Span): boolean {
  const words = readable.slice(start, end).replace(/\b(?:FE|BE):|\band\b|[&`]/g, ' ');
  return /^[\s,]*[a-z]\w*_\w+(?:[\s,]+[a-z]\w*_\w+)*[\s,]*$/i.test(words);
}

/** Code spans are names; without any, the first word between commas is one. */
function namesIn(plan: PlanText, span: Span): readonly Words[] {
  if (unmarkedWords(plan, span).markers.length > 0) return [];
  const codes = codesWithin(plan, span);
  if (codes.length > 0) return codes.map((code) => ({ words: code.value, span: code.span }));
  return [...plan.masked.slice(span.start, span.end).matchAll(NAME)].map((hit) => {
    const end = span.start + hit.index + hit[0].length;
    const written = hit[1] ?? '';
    return { words: plainName(written), span: { start: end - written.length, end } };
  });
}

/** `FE:` and `BE:` only say who reads the toggle. */
const NAME = new RegExp(
  `(?<=^\\s*|[,\\r\\n]\\s*)(?:(?:FE|BE):\\s*)?(?!(?:-+|[–—]|n/a|none)(?:[\\s,]|$))([^\\s,${BLANK}][^\\s,]*)`,
  'gi',
);

function plainName(written: string): string {
  const name = (/^\[([^\]]*)\]\(/.exec(written)?.[1] ?? written).replace(/<[^<>]*>|\\/g, '');
  return name.replace(/^[*_"'“”‘’]+(?=\w)|(?<=\w)[*"'“”‘’]+_*$/g, '');
}
