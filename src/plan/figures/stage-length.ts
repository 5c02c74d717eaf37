import { MINUTES_PER_DAY } from '../../lib/duration.ts';
import type { Field, PlanDocument, Stage } from '../document.ts';
import { minutesIn, minutesOf, type Amount } from '../typed/amounts.ts';
import { daysOfRange } from '../typed/dates.ts';
import { saidBy } from '../typed/said.ts';
import { typedValue } from '../typed/typed-value.ts';
import { malformedIn, OPEN, stageField, withoutAsides, type Figure } from './figure.ts';
import { hintsIn, isRecommendation } from './hints.ts';
import { isFloor } from './stage-minimum.ts';

/** What was filled in, or a finding; only an open length leaves it to the minimum in the template's hint. */
export function lengthOf(plan: PlanDocument, stage: Stage): Figure {
  const field = stageField(stage, 'length');
  if (!field) return OPEN;
  if (field.open || field.value === null) {
    return { value: hintedMinutes(plan, field), problem: null };
  }
  const minutes = plannedMinutes(plan, field);
  if (minutes !== 'unreadable') return { value: minutes, problem: malformedIn(plan, field) };
  const sentence =
    `“${stage.name}” says “${field.value.replace(/\s+/g, ' ')}” for how long it lasts, which can’t be read as one length of time. ` +
    'Write a number with its unit, for example “2 days”.';
  return { value: null, problem: malformedIn(plan, field) ?? { span: field.span, sentence } };
}

/** How many business days a stage lasts whose length is written in them; its minutes are then those of as many days. */
export function businessDaysOf(plan: PlanDocument, stage: Stage): number | null {
  const field = stageField(stage, 'length');
  const minutes = lengthOf(plan, stage).value;
  if (!field || field.open || minutes === null) return null;
  return lengthsIn(plan, field).some(isOfBusiness) ? minutes / MINUTES_PER_DAY : null;
}

function lengthsIn(plan: PlanDocument, field: Field): readonly Amount[] {
  const typed = typedValue(plan, field);
  if (typed.kind === 'dates') return typed.lengths;
  return typed.kind === 'amounts'
    ? typed.amounts.filter(({ measure }) => measure === 'duration')
    : [];
}

const isOfBusiness = ({ unit }: Amount) => /\b(?:business|working)\b/i.test(unit ?? '');
const isOfDays = ({ unit }: Amount) => /\bd(?:ays?)?$/i.test(unit ?? '');

/** Null where the plan says plainly that time does not end the stage: `Ongoing`, `N/A`, `until 50 users`. */
function plannedMinutes(plan: PlanDocument, field: Field): number | null | 'unreadable' {
  const typed = typedValue(plan, field);
  switch (typed.kind) {
    case 'dates': {
      if (typed.lengths.length > 0) return oneLength(plan, field, typed.lengths);
      const days = daysOfRange(typed);
      return days === null ? 'unreadable' : days * MINUTES_PER_DAY;
    }
    case 'amounts': {
      const lengths = typed.amounts.filter(({ measure }) => measure === 'duration');
      if (lengths.length > 0) return oneLength(plan, field, lengths);
      return typed.amounts.some(isFloor) ? null : 'unreadable';
    }
    case 'endless':
    case 'answer':
      return null;
    default:
      return 'unreadable';
  }
}

/** `4 hours / 2 weeks` does not say which of the two counts. What stands in parentheses only counts where nothing else does. */
function oneLength(
  plan: PlanDocument,
  field: Field,
  lengths: readonly Amount[],
): number | null | 'unreadable' {
  const { words, at } = saidBy(plan, field);
  const plain = withoutAsides(words);
  const outside = lengths.filter(({ span }) => plain.charAt(span.end - at - 1).trim() !== '');
  // What an hour or a week of business is, no calendar says.
  if (lengths.some((length) => isOfBusiness(length) && !isOfDays(length))) return 'unreadable';
  const minutes = (outside.length > 0 ? outside : lengths).map(minutesOf);
  const [first = null] = minutes;
  return minutes.every((other) => other === first) ? first : 'unreadable';
}

/** What people wrote beside a marker is not settled yet; the template's minimum is. */
function hintedMinutes({ readable }: PlanDocument, { span }: Field): number | null {
  const hints = hintsIn(readable.slice(span.start, span.end));
  const minutes = hints.filter((hint) => !isRecommendation(hint)).map(minutesIn);
  return minutes.find((found) => found !== null) ?? null;
}
