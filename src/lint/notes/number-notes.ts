import { inFigures } from '../../lib/figures.ts';
import {
  type Field,
  isOnlyAmounts,
  isSigned,
  type PlanDocument,
  saidBy,
  typedValue,
  type TypedValue,
} from '../../plan/index.ts';
import { inBrief, type Note } from './note.ts';

/** What is odd about the numbers of a field. */
export function numberNotes(plan: PlanDocument, field: Field): readonly Note[] {
  const typed = typedValue(plan, field);
  const notes = [
    numberMissing(field, typed),
    percentInProse(plan, field, typed),
    anotherUnit(field, typed),
    halfUnknown(field, typed),
    implausible(field, typed),
    withoutEnd(field, typed),
  ];
  return notes.filter((note) => note !== null);
}

const OF_NUMBERS = ['percent', 'count', 'counts', 'duration'];

function numberMissing({ known, label, span }: Field, typed: TypedValue): Note | null {
  const isAsked = known !== null && known.name !== 'kpi' && OF_NUMBERS.includes(known.kind);
  // Where nothing was counted the program says so, and no number is owed.
  if (typed.kind !== 'prose' || !isAsked || isSigned(typed.words)) return null;
  const sentence = `“${label}” asks for a number, and “${inBrief(typed.words)}” holds none that could be read. Write the number first, then the words.`;
  return { code: 'number-missing', span, sentence };
}

function percentInProse(plan: PlanDocument, field: Field, typed: TypedValue): Note | null {
  if (field.known?.name !== 'percentage' || typed.kind !== 'amounts') return null;
  const { words, at } = saidBy(plan, field);
  const percent = typed.amounts.find(({ measure }) => measure === 'percent');
  if (!percent || isOnlyAmounts(words.replace(/\([^()]*\)/g, ''), typed.amounts, at)) return null;
  const sentence = `“${field.label}” is read as ${percent.least ?? percent.most ?? '?'}%, out of a sentence. Write the percentage alone, and what was observed under Results.`;
  return { code: 'percent-in-prose', span: field.span, sentence };
}

function anotherUnit({ known, label, span }: Field, typed: TypedValue): Note | null {
  if (known?.name !== 'users' || typed.kind !== 'amounts' || typed.people) return null;
  const [first] = typed.amounts;
  if (!first) return null;
  const understood = first.unit === null ? 'holds more than one number' : `counts ${first.unit}`;
  const sentence = `“${label}” ${understood}, so how many people that is is unknown. Give the number of people, and other numbers under their own names.`;
  return { code: 'users-in-another-unit', span, sentence };
}

function halfUnknown({ label, span }: Field, typed: TypedValue): Note | null {
  if (typed.kind !== 'pair' || (typed.identified && typed.fixed)) return null;
  const missing = typed.identified ? 'fixed' : 'identified';
  const sentence = `“${label}” does not say how many were ${missing}. Write both numbers, for example “2 / 1”.`;
  return { code: 'half-unknown', span, sentence };
}

/** More than there are Veterans (about 18 million). */
const TOO_MANY_PEOPLE = 20_000_000;

function implausible({ label }: Field, typed: TypedValue): Note | null {
  if (typed.kind !== 'amounts') return null;
  const { people } = typed;
  if (people && (people.most ?? people.least ?? 0) > TOO_MANY_PEOPLE) {
    const number = inFigures(people.most ?? people.least ?? 0);
    const sentence = `“${label}” is read as ${number}, which is more than there are Veterans. Check the number.`;
    return { code: 'implausible-number', span: people.span, sentence };
  }
  return null;
}

function withoutEnd({ label, known, span }: Field, typed: TypedValue): Note | null {
  if (known?.kind !== 'duration' || typed.kind !== 'endless') return null;
  const sentence = `“${label}” has no end. Say how long it lasts at least, for example “2 days”.`;
  return { code: 'length-without-end', span, sentence };
}
