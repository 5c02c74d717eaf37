import { SIGNS } from '../fields/signs.ts';
import { knownLabel } from '../meaning/labels.ts';
import { markersIn } from '../text/markers.ts';
import { plainWords } from '../text/plain-words.ts';
import { planTextOf } from '../text/plan-text.ts';
import type { Answer, Choice, ResultText } from './plan-results.ts';

/** An answer as it is written into a plan: Markdown without markup, one signed line for each thing it says. */
export function signedLines(answer: Answer): readonly string[] {
  return linesOfAnswer(answer).flatMap((said) => {
    const words = plainWords(typeof said === 'string' ? said : said.recorded);
    const sign = typeof said === 'string' ? SIGNS.measured : SIGNS.recorded;
    if (words === '') return [];
    return [`${withoutMarkers(withoutLabel(withoutBullet(words)))} ${sign}`];
  });
}

/** What an answer says, line by line. */
export function linesOfAnswer(answer: Answer): readonly ResultText[] {
  switch (answer.kind) {
    case 'words':
      return [answer.words];
    case 'lines':
      return answer.lines;
    case 'choice':
      return [chosen(answer.choice, answer.words)];
  }
}

function chosen(choice: Choice, words: ResultText | null): ResultText {
  if (words === null) return choice;
  const because = (reason: string) => (reason.trim() === '' ? choice : `${choice}, ${reason}`);
  return typeof words === 'string' ? because(words) : { recorded: because(words.recorded) };
}

/** What would open a list or a heading at the start of a bullet. */
function withoutBullet(words: string): string {
  return words
    .replace(/^(?:[-+](?=\s|$|-)|#{1,6}(?=\s|$))/, '\\$&')
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2');
}

/** Where the reader of a plan may see the end of a label: at its punctuation, or before what can only be a value. */
const LABEL_ENDS =
  /[:?]|(?=\\\[|https?:|#\d)|\s(?=[-–—]\s|(?:[~≈≤≥]|&[lg]t;)*\s*\d|(?:n\/a|none|yes|no|an?|one|two|three|four|five|six)\b)|$/gi;

/** Words that begin like a label of the template would be read as another field; in quotes they are not. */
function withoutLabel(words: string): string {
  const beginnings = [...words.matchAll(LABEL_ENDS)].map(({ index }) => words.slice(0, index));
  const isLabel = beginnings.some(
    (words) => knownLabel(words, 'results') ?? knownLabel(words, 'planning'),
  );
  return isLabel ? `“${words}”` : words;
}

/** Words that mean “still to be filled in” lose that meaning as character references, which show the same. */
function withoutMarkers(words: string): string {
  const written = `${words} ${SIGNS.measured}`;
  // What only code or an address holds is no marker; where there is none at all, nothing need be parsed.
  const [marker] = markersIn(written).length === 0 ? [] : planTextOf(written).markers;
  if (!marker) return words;
  const rest = words.slice(marker.start).replace(/^\\?(.)/su, (_, first: string) => {
    return `&#${first.codePointAt(0) ?? 0};`;
  });
  return withoutMarkers(words.slice(0, marker.start) + rest);
}
