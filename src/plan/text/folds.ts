import type { Span } from './source.ts';

/** A `<details>` block: what its summary says, where it opens, and the block around it. */
export type Fold = { readonly summary: string; readonly span: Span; readonly outer: Fold | null };

const FRAME = /<details\b[^>]*>|<\/details\s*>/gi;
const SUMMARY = /<summary\b[^>]*>([\s\S]*?)<\/summary\s*>/i;
/** How far a summary may be from the tag that opens its block, in characters. */
const SUMMARY_REACH = 600;

/** The folds that are open behind a piece of HTML, outermost first. */
export function foldsAfter(
  folds: readonly Fold[],
  text: string,
  { start, end }: Span,
): readonly Fold[] {
  return [...text.slice(start, end).matchAll(FRAME)].reduce<readonly Fold[]>((open, tag) => {
    const at = start + tag.index;
    return tag[0].startsWith('</')
      ? open.slice(0, -1)
      : [...open, { ...foldAt(text, at), outer: open.at(-1) ?? null }];
  }, folds);
}

function foldAt(text: string, start: number): Omit<Fold, 'outer'> {
  const summary = SUMMARY.exec(text.slice(start, start + SUMMARY_REACH));
  const words = (summary?.[1] ?? '').replace(/<[^<>]*>/g, ' ').replace(/\s+/g, ' ');
  const end = start + (summary ? summary.index + summary[0].length : '<details>'.length);
  return { summary: words.trim(), span: { start, end } };
}

/** Whether HTML only folds or comments, and says nothing itself. */
export function isOnlyFrame(html: string): boolean {
  const said = html
    .replace(/<!--[\s\S]*?(?:-->|$)/g, '')
    .replace(new RegExp(SUMMARY, 'gi'), '')
    .replace(/<[^<>]*>/g, '');
  return said.trim() === '' && !/<(?:img|a)\b/i.test(html);
}

const OLD =
  /\battempts?\b|\bsuperseded\b|\barchived?\b|\brolled[- ]?back\b|\b(?:first|1st|previous|earlier|old|original|prior|initial|former|failed)\s+(?:try|roll-?out|release|launch|run|version|plan|stage|phase|round)\b/i;

/** Whether the summary says that what is folded away is an attempt that is over. */
export function isOldAttempt({ summary }: Fold): boolean {
  return OLD.test(summary);
}

export function isWithinFold(inner: Fold | null, outer: Fold): boolean {
  for (let fold = inner; fold; fold = fold.outer) if (fold === outer) return true;
  return false;
}
