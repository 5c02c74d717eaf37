import type { NoteCode } from '../../notes/note.ts';
import { notesOf } from '../../notes/notes.ts';
import type { Rule, LintSeverity } from '../../rule.ts';

type Advice = { readonly severity: LintSeverity; readonly suggestion: string };

/** What to do about each thing that the reader of plans finds odd; null for what has a rule of its own. */
const ADVICE: Readonly<Record<NoteCode, Advice | null>> = {
  'marker-beside-value': null,
  'limit-missing': null,
  'length-without-end': null,
  'letter-twice': null,
  'same-text-as-earlier': null,
  'percent-conflict': advise(
    'warning',
    'Write the same percentage in the heading and in the field.',
  ),
  'ratio-and-percent-disagree': advise(
    'warning',
    'Write the percentage that the two numbers give.',
  ),
  'number-missing': advise('warning', 'Write the number first, for example “512 people”.'),
  'users-in-another-unit': advise(
    'warning',
    'Write the number of people, for example “512 people”.',
  ),
  'half-unknown': advise('warning', 'Write both numbers, for example “2/1”.'),
  'implausible-number': advise(
    'warning',
    'Check the number, and write it out: “138,687”, not “138,687k”.',
  ),
  'implausible-year': advise('warning', 'Write the year with four digits, for example “4/8/2024”.'),
  'end-before-start': advise('warning', 'Write the earlier date first.'),
  'partial-date': advise('warning', 'Write day, month and year, for example “4/8/2024”.'),
  'field-twice': advise('warning', 'Delete the one that is not meant.'),
  'percent-in-prose': advise(
    'info',
    'Write the percentage alone, and what was observed under Results.',
  ),
  'percent-in-heading': advise('info', 'Write the percentage into the field as well.'),
  'letter-skipped': advise('info', 'Say why the stages between them are left out.'),
  'earlier-attempt': advise('info', 'Nothing to do, if that attempt is over.'),
  'withdrawn-text': advise('info', 'Nothing to do, if it is meant so.'),
  'event-in-prose': advise('info', 'Write what happened into the Changelog.'),
};

/** A value that is implausible, contradicts another, or may mean more than it is read as. */
export const oddValue: Rule = {
  id: 'odd-value',
  find: ({ plan }) =>
    notesOf(plan).flatMap(({ code, span, sentence }) => {
      const advice = ADVICE[code];
      return advice === null ? [] : [{ at: span.start, message: sentence, ...advice }];
    }),
};

function advise(severity: LintSeverity, suggestion: string): Advice {
  return { severity, suggestion };
}
