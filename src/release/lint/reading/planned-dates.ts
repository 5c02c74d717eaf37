import type { CivilDate } from '../calendar/civil-date.ts';
import { datesIn, type WrittenDate } from '../calendar/dates-in.ts';
import type { Field, Phase, PlanDocument, Stage } from '../../plan/index.ts';
import { answeredResults } from './results.ts';
import { textOf } from './text-of.ts';

/** A phase or a stage with the days for which it is planned. */
export type Planned = {
  readonly name: string;
  readonly kind: 'testing' | 'rollout' | 'stage';
  readonly letter: string | null;
  readonly start: PlannedDay;
  /** Null when only one day is given. */
  readonly end: PlannedDay | null;
  /** Whether results have been filled in: then it is history. */
  readonly isOver: boolean;
};

/** `at` is an offset into the plan's text. */
export type PlannedDay = { readonly date: CivilDate; readonly at: number };

/** What has days with day, month and year, in its heading or in a planning field about dates. */
export function plannedDates(plan: PlanDocument): readonly Planned[] {
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
  what: Pick<Planned, 'kind' | 'letter'>,
): readonly Planned[] {
  const spans = [place.span, ...place.fields.filter(isAboutDates).map(({ span }) => span)];
  const [start, end] = spans.flatMap((span) => shifted(datesIn(textOf(plan, span)), span.start));
  if (!start) return [];
  return [{ ...what, name: place.name, start, end: end ?? null, isOver: isOver(place) }];
}

function isAboutDates({ part, label, known }: Field): boolean {
  return part === 'planning' && (known?.name === 'dates' || /\bdates?\b/i.test(label));
}

function shifted(dates: readonly WrittenDate[], by: number): readonly PlannedDay[] {
  return dates.map(({ date, at }) => ({ date, at: at + by }));
}

function isOver(place: Phase | Stage): boolean {
  const stages = 'stages' in place ? place.stages : [];
  return [place, ...stages].some((part) => answeredResults(part).length > 0);
}
