import type { Field, Phase, PlanDocument, Stage } from '../../plan/index.ts';

/** A field with the phase and the stage that it belongs to; null where it stands outside. */
export type PlacedField = {
  readonly field: Field;
  readonly phase: Phase | null;
  readonly stage: Stage | null;
};

/** Every field of the plan, those of the head first. */
export function placedFields({ fields, phases }: PlanDocument): readonly PlacedField[] {
  return [
    ...fields.map((field) => ({ field, phase: null, stage: null })),
    ...phases.flatMap((phase) => [
      ...phase.fields.map((field) => ({ field, phase, stage: null })),
      ...phase.stages.flatMap((stage) => stage.fields.map((field) => ({ field, phase, stage }))),
    ]),
  ];
}

/** What stands where in a plan; built once, since a plan may have thousands of places to ask about. */
export type Whereabouts = {
  /** The field whose value holds the offset. */
  readonly fieldAt: (at: number) => PlacedField | null;
  /** Where a reader would look: `Stage A: Canary › Results`. */
  readonly sectionAt: (at: number) => string;
};

export function whereaboutsIn(plan: PlanDocument): Whereabouts {
  const fields = placedFields(plan);
  const headings = plan.phases.flatMap((phase) => [phase, ...phase.stages]);
  const fieldAt = (at: number) => fields.find(({ field }) => holds(field, at)) ?? null;
  const headingAt = (at: number) => headings.findLast(({ span }) => span.start <= at)?.name ?? HEAD;
  return {
    fieldAt,
    sectionAt: (at) => {
      const placed = fieldAt(at);
      return placed ? sectionOf(placed) : headingAt(at);
    },
  };
}

export function sectionOf({ field, phase, stage }: PlacedField): string {
  const home = stage?.name ?? phase?.name;
  if (home === undefined) return field.part === 'results' ? 'After the launch' : HEAD;
  return field.part === 'results' ? `${home} › Results` : `${home} › Planning`;
}

const HEAD = 'Head of the plan';

function holds({ span }: Field, at: number): boolean {
  return at >= span.start && (at < span.end || span.start === span.end) && at <= span.end;
}
