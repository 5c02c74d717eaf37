import { civilDate, type CivilDate } from '../../calendar/index.ts';
import {
  dateRangeIn,
  type Field,
  type Phase,
  type PlanDocument,
  type Stage,
} from '../../plan/index.ts';
import { answeredResults } from './results.ts';
import { textOf } from './text-of.ts';

/** A day that the plan names; `at` is an offset into its text. */
export type PlannedDay = { readonly date: CivilDate; readonly at: number };

/** A phase or a stage with the day on which it is planned to begin. */
export type PlannedStart = {
  readonly name: string;
  readonly kind: 'testing' | 'rollout' | 'stage';
  readonly letter: string | null;
  readonly start: PlannedDay;
  /** Whether results have been filled in: then it is history. */
  readonly hasResults: boolean;
};

/** What begins on a day with day, month and year, in its heading or in a planning field that may name one. */
export function plannedDates(plan: PlanDocument): readonly PlannedStart[] {
  return plan.phases.flatMap((phase) => [
    ...plannedFor(plan, phase, {
      kind: phase.kind === 'rollout' ? 'rollout' : 'testing',
      letter: null,
    }),
    ...phase.stages.flatMap((stage) =>
      plannedFor(plan, stage, { kind: 'stage', letter: stage.letter }),
    ),
  ]);
}

function plannedFor(
  plan: PlanDocument,
  place: Phase | Stage,
  what: Pick<PlannedStart, 'kind' | 'letter'>,
): readonly PlannedStart[] {
  const spans = [place.span, ...place.fields.filter(maySayWhen).map(({ span }) => span)];
  const starts = spans.map((span) => firstDayIn(textOf(plan, span), span.start));
  const start = starts.find((day) => day !== null);
  return start ? [{ ...what, name: place.name, start, hasResults: hasResults(place) }] : [];
}

/** A length may name its first day: `2 days, starting 3/16/2026`. */
function maySayWhen({ part, label, known }: Field): boolean {
  const isWhen = known?.name === 'dates' || known?.name === 'length' || /\bdates?\b/i.test(label);
  return part === 'planning' && isWhen;
}

function hasResults(place: Phase | Stage): boolean {
  const stages = 'stages' in place ? place.stages : [];
  return [place, ...stages].some((part) => answeredResults(part).length > 0);
}

/**
 * The day on which something begins, in words that stand at an offset in the plan: the first of a range. A date
 * without its day, month or year is none: never guess.
 */
export function firstDayIn(words: string, at: number): PlannedDay | null {
  const begin = dateRangeIn(words, at)?.from;
  if (begin?.year == null || begin.day === null) return null;
  const date = civilDate(begin.year, begin.month, begin.day);
  return date && { date, at: begin.span.start };
}
