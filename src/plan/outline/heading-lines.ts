import type { HeadingLine } from '../meaning/chapter-meaning.ts';
import { meaningOfHeading } from '../meaning/headings.ts';
import type { Entry } from '../text/entries.ts';
import type { PlanText } from '../text/plan-text.ts';

/** Deeper than any heading. */
const LEVEL_OF_BOLD = 7;

const BOLD_LINE =
  /^(?<sign>\*{2,3}|_{2,3}|\*\*_|_\*\*)(?=\S)(?<words>[^*_]{1,120})(?:\*{2,3}|_{2,3}|_\*\*|\*\*_):?$/;
/** Markdown wants an ordinary space behind its hashes. */
const HASHES = /^(?<sign>#{1,6}\u00A0*)(?=[^\s#])(?<words>.{1,160})$/;
const LONE_PART = /^(?<sign>)(?<words>planning|results):?$/i;
/** The name of a section with nothing set off, above the toggles that it names. */
const LONE_TOGGLES =
  /^(?<sign>)(?<words>feature (?:toggle|flag)s?(?: ?\/ ?(?:feature )?(?:toggle|flag)s?)?):?$/i;

/** The heading that an entry is: one of Markdown, or a line set off in another way that says what only headings say. */
export function headingOf(plan: PlanText, entry: Entry): HeadingLine | null {
  if (entry.depth > 0) return null;
  if (entry.kind === 'heading') return entry;
  if (entry.kind !== 'line') return null;
  const { sign, words } = setOff(plan.text.slice(entry.span.start, entry.span.end)) ?? {};
  if (sign === undefined || words === undefined) return null;
  const { kind } = meaningOfHeading(words);
  if (kind === 'other' || kind === 'division') return null;
  const start = entry.span.start + sign.length;
  return {
    words: words.replace(/\s+/g, ' ').trim(),
    span: { start, end: start + words.length },
    level: sign.startsWith('#') ? sign.replace(/[^#]/g, '').length : LEVEL_OF_BOLD,
  };
}

function setOff(line: string): RegExpExecArray['groups'] {
  const shape = [BOLD_LINE, HASHES, LONE_PART, LONE_TOGGLES].find((pattern) => pattern.test(line));
  return shape?.exec(line)?.groups;
}
