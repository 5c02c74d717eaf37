import { knownLabel } from '../meaning/labels.ts';
import { plainWords } from '../text/plain-words.ts';
import { planTextOf } from '../text/plan-text.ts';
import type { Answer } from './plan-results.ts';

/**
 * What ends every value and every bullet that the program has written, so that people see where it comes from
 * and the program knows it again. Whoever corrects a value takes the sign away: then it is theirs and stays.
 */
const SIGN = '(measured)';

export function isMeasured(written: string): boolean {
  return written.trimEnd().endsWith(SIGN);
}

/** An answer as it is written into a plan: Markdown without markup, one signed line for each thing it says. */
export function measuredLines(answer: Answer): readonly string[] {
  return sentencesOf(answer)
    .map(plainWords)
    .filter((words) => words !== '')
    .map((words) => `${withoutMarkers(withoutLabel(withoutBullet(words)))} ${SIGN}`);
}

function sentencesOf(answer: Answer): readonly string[] {
  switch (answer.kind) {
    case 'words':
      return [answer.words];
    case 'lines':
      return answer.lines;
    case 'choice':
      return [[answer.choice, answer.words?.trim()].filter(Boolean).join(', ')];
  }
}

/** What would open a list or a heading at the start of a bullet. */
function withoutBullet(words: string): string {
  return words
    .replace(/^(?:[-+](?=\s|$|-)|#{1,6}(?=\s|$))/, '\\$&')
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2');
}

const LABEL_ENDS = /[:?]|(?=\\\[|https?:|#\d)|$/g;

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
  const [marker] = planTextOf(`${words} ${SIGN}`).markers;
  if (!marker) return words;
  const rest = words.slice(marker.start).replace(/^\\?(.)/su, (_, first: string) => {
    return `&#${first.codePointAt(0) ?? 0};`;
  });
  return withoutMarkers(words.slice(0, marker.start) + rest);
}
