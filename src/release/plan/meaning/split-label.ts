import type { PlanText } from '../text/plan-text.ts';
import type { Span } from '../text/source.ts';
import { knownLabel, type Known, type Territory } from './labels.ts';

export type Labelled = {
  readonly label: string;
  readonly known: Known | null;
  /** What follows the label, white space included. */
  readonly value: Span;
};

type Cut = { readonly labelEnd: number; readonly valueStart: number };

/** Before what can only be a value, and at the end. */
const BEFORE_VALUE = /(?=\\?\[|https?:|#\d|<https?:)|$/g;

/** After a colon, after a question mark, or before the value. The first that yields a known label wins. */
const KNOWN_CUTS = [/\??\**:\**/g, /\?\**/g, BEFORE_VALUE];

/** An unknown label needs the space behind its colon: `10:00` and `https://` have none. */
const ANY_CUT = /(?:\??\**:|\?)\**(?=\s|$)/g;

/** The template's label at the start of these words; punctuation between label and value may be missing. */
export function splitKnownLabel(
  plan: PlanText,
  words: Span,
  territory: Territory,
): Labelled | null {
  for (const cut of KNOWN_CUTS.flatMap((pattern) => cutsIn(plan.text, words, pattern))) {
    const label = plan.text.slice(words.start, cut.labelEnd);
    const known = knownLabel(label, territory);
    if (known) return labelled(label, known, { start: cut.valueStart, end: words.end });
  }
  return null;
}

const LONGEST_LABEL = 160;

/** Any label that a colon or a question mark sets off. */
export function splitAnyLabel(plan: PlanText, words: Span): Labelled | null {
  const [cut] = cutsIn(plan.masked, words, ANY_CUT);
  if (!cut) return null;
  const label = plan.text.slice(words.start, cut.labelEnd);
  const isSentence = /[.!;]\s/.test(label) || label.length > LONGEST_LABEL;
  if (isSentence || label.trim() === '') return null;
  return labelled(label, null, { start: cut.valueStart, end: words.end });
}

/** An artifact has its name before a colon or a link to it, as the text of that link, or alone. */
export function splitArtifact(plan: PlanText, words: Span): Labelled {
  const written = plan.text.slice(words.start, words.end);
  const linkText = /^\[([^[\]]+)\]\(/.exec(written)?.[1];
  if (linkText !== undefined) return labelled(linkText, null, words);
  const byColon = splitAnyLabel(plan, words);
  if (byColon) return byColon;
  const [before] = cutsIn(plan.text, words, BEFORE_VALUE);
  const end = before?.labelEnd ?? words.end;
  if (plan.text.slice(words.start, end).trim() === '') return labelled(written, null, words);
  return labelled(plan.text.slice(words.start, end), null, { start: end, end: words.end });
}

function cutsIn(text: string, { start, end }: Span, pattern: RegExp): readonly Cut[] {
  return [...text.slice(start, end).matchAll(pattern)].map((cut) => ({
    labelEnd: start + cut.index + (cut[0].startsWith('?') ? 1 : 0),
    valueStart: start + cut.index + cut[0].length,
  }));
}

function labelled(label: string, known: Known | null, value: Span): Labelled {
  return { label: printable(label), known, value };
}

/** The label as a person would quote it: on one line, without emphasis around it. */
function printable(label: string): string {
  return label
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^[*_]+|[*_]+$/g, '');
}
