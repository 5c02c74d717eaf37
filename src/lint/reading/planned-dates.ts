import { firstDayIn, type PlannedDay } from './planned-day.ts';
import type { Field, Phase, PlanDocument, Stage } from '../../plan/index.ts';
import { answeredResults } from './results.ts';
import { textOf } from './text-of.ts';

/** A phase or a stage with the day on which it is planned to begin. */
export type PlannedStart = {
  readonly name: string;
  readonly kind: 'testing' | 'rollout' | 'stage';
  readonly letter: string | null;
  readonly start: PlannedDay;
  /** Whether results have been filled in: then it is history. */
  readonly hasResults: boolean;
};

/** What begins on a day with day, month and year, in its heading or in a planning field about dates. */
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
  const spans = [place.span, ...place.fields.filter(isAboutDates).map(({ span }) => span)];
  const starts = spans.map((span) => firstDayIn(textOf(plan, span), span.start));
  const start = starts.find((day) => day !== null);
  return start ? [{ ...what, name: place.name, start, hasResults: hasResults(place) }] : [];
}

function isAboutDates({ part, label, known }: Field): boolean {
  return part === 'planning' && (known?.name === 'dates' || /\bdates?\b/i.test(label));
}

function hasResults(place: Phase | Stage): boolean {
  const stages = 'stages' in place ? place.stages : [];
  return [place, ...stages].some((part) => answeredResults(part).length > 0);
}
