import { BLANK } from '../text/blank.ts';
import type { PlanText } from '../text/plan-text.ts';
import { within, type Span } from '../text/source.ts';
import { spansTouching } from '../text/touching.ts';
import { knownLabel, type KnownLabel } from './labels.ts';
import type { Territory } from './template-row.ts';

export type Labelled = {
  readonly label: string;
  readonly known: KnownLabel | null;
  /** What follows the label, white space included. */
  readonly value: Span;
};

type Cut = { readonly labelEnd: number; readonly valueStart: number };

/** Before what can only be a value, and at the end. */
const BEFORE_VALUE = new RegExp(`(?=\\\\?\\[|#\\d|${BLANK})|$`, 'g');

/** Without anything between them, a label ends where only its value can begin. */
const BEFORE_PLAIN_VALUE =
  /(?<![\s*_])[*_]*\s+(?=\S)(?=[~≈<>≤≥]*\s*\d|(?:n\/a|none|yes|no)\b|(?:one|two|three|four|five|six|an?) (?:hour|day|week|month))/gi;

/** In the order in which they are tried. The first that yields a known label wins. */
const KNOWN_CUTS = [
  /\??[*_]{0,6}:[*_]*/g,
  /\?[*_]*/g,
  BEFORE_VALUE,
  /(?<!\s)\s+(?:[-–—|]|<br\s*\/?>)\s/g,
  BEFORE_PLAIN_VALUE,
];

/** An unknown label needs the space behind its colon: `10:00` and `https://` have none. */
const ANY_CUT = /(?:\??[*_]{0,6}:|\?)[*_]*(?=\s|$|<br)/g;

/** The template's label at the start of these words; punctuation between label and value may be missing. */
export function splitKnownLabel(
  plan: PlanText,
  words: Span,
  territory: Territory,
): Labelled | null {
  const byLink = splitLink(plan, words);
  const knownLink = byLink && knownLabel(byLink.label, territory);
  if (knownLink) return { ...byLink, known: knownLink };
  for (const cut of KNOWN_CUTS.flatMap((pattern) => cutsIn(plan, words, pattern))) {
    const label = plan.text.slice(words.start, cut.labelEnd);
    const known = label.length > LONGEST_KNOWN ? null : knownLabel(label, territory);
    const value = { start: cut.valueStart, end: words.end };
    if (known) return withSuffix(plan, words.start, labelled(plan, label, { known, value }));
  }
  return null;
}

/** `Post-launch KPI 1 actual — share of people who kept it on: [FILL_IN]`: the label goes on up to its colon. */
function withSuffix(plan: PlanText, start: number, byDash: Labelled): Labelled {
  const { known, value } = byDash;
  const isByDash = /\s[-–—|]\s$/.test(plan.text.slice(start, value.start));
  const [cut] = isByDash ? cutsIn(plan, value, ANY_CUT) : [];
  if (!cut || !beginsWithMarker(plan, cut.valueStart)) return byDash;
  const label = plan.text.slice(start, cut.labelEnd);
  return labelled(plan, label, { known, value: { start: cut.valueStart, end: value.end } });
}

function beginsWithMarker({ text, markers }: PlanText, from: number): boolean {
  const start = from + (/^\s*/.exec(text.slice(from))?.[0].length ?? 0);
  return spansTouching(markers, { start, end: start }).some((marker) => marker.start === start);
}

/** The template's longest label has 150 characters; people add to them. */
const LONGEST_KNOWN = 260;

const LONGEST_LABEL = 160;

/** Any label that a colon or a question mark sets off. */
export function splitAnyLabel(plan: PlanText, words: Span): Labelled | null {
  const cut = cutsIn(plan, words, ANY_CUT).find(({ labelEnd }) => {
    return isOutsideBrackets(plan.masked.slice(words.start, labelEnd));
  });
  if (!cut) return null;
  const label = plan.text.slice(words.start, cut.labelEnd);
  const isSentence =
    /[.!;]\s/.test(label.replace(/\([^()]*\)/g, '')) || label.length > LONGEST_LABEL;
  if (isSentence || !/[\p{L}\p{N}]/u.test(label)) return null;
  return labelled(plan, label, { known: null, value: { start: cut.valueStart, end: words.end } });
}

/** A colon in brackets is the bracket's: `Doubled seats stay rare (limit: 2 percent)`. */
function isOutsideBrackets(before: string): boolean {
  return before.lastIndexOf('(') <= before.lastIndexOf(')');
}

/** An artifact has its name before a colon or a link to it, as the text of that link, or alone. */
export function splitArtifact(plan: PlanText, words: Span): Labelled {
  const byLink = splitLink(plan, words);
  if (byLink) return byLink;
  const byColon = splitAnyLabel(plan, words);
  if (byColon) return byColon;
  const [before] = cutsIn(plan, words, BEFORE_VALUE);
  const end = before?.labelEnd ?? words.end;
  const label = plan.text.slice(words.start, end);
  if (label.trim() === '') {
    const whole = plan.text.slice(words.start, words.end);
    return labelled(plan, whole, { known: null, value: words });
  }
  return labelled(plan, label, { known: null, value: { start: end, end: words.end } });
}

/** `[Launch ticket](https://…)`: the text of the link is the label, the whole of it the value. */
function splitLink(plan: PlanText, words: Span): Labelled | null {
  const linkText = /^\[([^[\]]+)\]\(/.exec(plan.text.slice(words.start, words.end))?.[1];
  return linkText === undefined ? null : labelled(plan, linkText, { known: null, value: words });
}

function isInsideSolid({ solid }: PlanText, at: Span): boolean {
  return spansTouching(solid, at).some((span) => span.start < at.start && within(at, span));
}

/** Where a pattern divides the words: never in the text of a link, in code or in what is withdrawn. */
function cutsIn(plan: PlanText, { start, end }: Span, pattern: RegExp): readonly Cut[] {
  return [...plan.masked.slice(start, end).matchAll(pattern)]
    .map((cut) => ({
      cut: cut[0],
      at: { start: start + cut.index, end: start + cut.index + cut[0].length },
    }))
    .filter(({ at }) => !isInsideSolid(plan, at))
    .map(({ cut, at }) => ({
      labelEnd: at.start + (cut.startsWith('?') ? 1 : 0),
      valueStart: at.end,
    }));
}

function labelled(
  plan: PlanText,
  label: string,
  { known, value }: { readonly known: KnownLabel | null; readonly value: Span },
): Labelled {
  return { label: printable(label), known, value: insideEmphasis(plan, label, value) };
}

/** Of `**Length of time: 2 days**` the asterisks at the end belong to the label’s. */
function insideEmphasis({ text }: PlanText, label: string, value: Span): Span {
  const opening = /^(\*{1,3}|_{1,3})(?=\S)/.exec(label)?.[1];
  if (opening === undefined || label.trimEnd().endsWith(opening)) return value;
  const words = text.slice(value.start, value.end);
  const isClosedAtOnce = text.slice(0, value.start).endsWith(opening);
  if (isClosedAtOnce || !words.trimEnd().endsWith(opening)) return value;
  return { start: value.start, end: value.start + words.trimEnd().length - opening.length };
}

/** The label as a person would quote it: on one line, without emphasis around it. */
function printable(label: string): string {
  return label
    .replace(/<br\s*\/?>|&nbsp;/gi, ' ')
    .replace(/\*\*|__/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^[*_]+|[*_]+$/g, '');
}
