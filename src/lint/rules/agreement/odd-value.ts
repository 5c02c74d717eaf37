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
  'percent-conflict': warning('Write the same percentage in the heading and in the field.'),
  'ratio-and-percent-disagree': warning('Write the percentage that the two numbers give.'),
  'number-missing': warning('Write the number first, for example “512 people”.'),
  'users-in-another-unit': warning('Write the number of people, for example “512 people”.'),
  'half-unknown': warning('Write both numbers, for example “2/1”.'),
  'implausible-number': warning('Check the number, and write it out: “138,687”, not “138,687k”.'),
  'implausible-year': warning('Write the year with four digits, for example “4/8/2024”.'),
  'end-before-start': warning('Write the earlier date first.'),
  'partial-date': warning('Write day, month and year, for example “4/8/2024”.'),
  'field-twice': warning('Delete the one that is not meant.'),
  'percent-in-prose': note('Write the percentage alone, and what was observed under Results.'),
  'letter-skipped': note('Say why the stages between them are left out.'),
  'earlier-attempt': note('Nothing to do, if that attempt is over.'),
  'withdrawn-text': note('Nothing to do, if it is meant so.'),
  'event-in-prose': note('Write what happened into the Changelog.'),
};

/** A value that is implausible, contradicts another, or may mean more than it is read as. */
export const oddValue: Rule = {
  id: 'odd-value',
  needs: [],
  find: ({ plan }) =>
    notesOf(plan).flatMap(({ code, span, sentence }) => {
      const advice = ADVICE[code];
      return advice === null ? [] : [{ at: span.start, message: sentence, ...advice }];
    }),
};

function warning(suggestion: string): Advice {
  return { severity: 'warning', suggestion };
}

function note(suggestion: string): Advice {
  return { severity: 'info', suggestion };
}
