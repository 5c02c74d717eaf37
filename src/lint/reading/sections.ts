import {
  touching,
  type CheckIn,
  type Field,
  type Phase,
  type PlanDocument,
  type Stage,
} from '../../plan/index.ts';

/** A field with the part of the plan that it belongs to; null where it stands outside. */
export type PlacedField = {
  readonly field: Field;
  readonly phase: Phase | null;
  readonly stage: Stage | null;
  readonly checkIn: CheckIn | null;
};

const OUTSIDE = { phase: null, stage: null, checkIn: null };

/** Every field of the plan, in the order of the document. */
export function placedFields({ fields, phases, checkIns }: PlanDocument): readonly PlacedField[] {
  const checkInOf = (field: Field) =>
    checkIns.find((checkIn) =>
      checkIn.fields.some(({ span }) => span.start === field.span.start),
    ) ?? null;
  return [
    ...fields.map((field) => ({ ...OUTSIDE, field, checkIn: checkInOf(field) })),
    ...phases.flatMap((phase) => [
      ...phase.fields.map((field) => ({ ...OUTSIDE, field, phase })),
      ...phase.stages.flatMap((stage) =>
        stage.fields.map((field) => ({ ...OUTSIDE, field, phase, stage })),
      ),
    ]),
  ].toSorted((one, other) => one.field.span.start - other.field.span.start);
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
  const headings = [
    ...plan.phases.flatMap((phase) => [phase, ...phase.stages]),
    ...plan.checkIns.map(({ span }) => ({ span, name: AFTER_THE_LAUNCH })),
  ].toSorted((one, other) => one.span.start - other.span.start);
  const fieldAt = (at: number) =>
    touching(fields, spanOfField, { start: at, end: at }).find(({ field }) => holds(field, at)) ??
    null;
  const headingAt = (at: number) => headings.findLast(({ span }) => span.start <= at)?.name ?? HEAD;
  return {
    fieldAt,
    sectionAt: (at) => {
      const placed = fieldAt(at);
      return placed ? sectionOf(placed) : headingAt(at);
    },
  };
}

const spanOfField = ({ field }: PlacedField) => field.span;

export function sectionOf({ field, phase, stage }: PlacedField): string {
  const home = stage?.name ?? phase?.name;
  if (home === undefined) return field.part === 'results' ? AFTER_THE_LAUNCH : HEAD;
  return field.part === 'results' ? `${home} › Results` : `${home} › Planning`;
}

const HEAD = 'Head of the plan';
export const AFTER_THE_LAUNCH = 'After the launch';

function holds({ span }: Field, at: number): boolean {
  return at >= span.start && (at < span.end || span.start === span.end) && at <= span.end;
}
