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

/** The field whose value holds the offset. */
export function fieldAt(plan: PlanDocument, at: number): PlacedField | null {
  return placedFields(plan).find(({ field }) => holds(field, at)) ?? null;
}

/** Where a reader would look: `Stage A: Canary › Results`. */
export function sectionAt(plan: PlanDocument, at: number): string {
  const placed = fieldAt(plan, at);
  if (placed) return sectionOf(placed);
  const headings = plan.phases.flatMap((phase) => [phase, ...phase.stages]);
  return headings.findLast(({ span }) => span.start <= at)?.name ?? HEAD;
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
