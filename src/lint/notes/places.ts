import type { Field, PlanDocument, Stage } from '../../plan/index.ts';

/** Where fields stand together: outside the phases, in a phase, in a stage. */
export type FieldGroup = {
  readonly name: string;
  readonly stage: Stage | null;
  /** The stages before it in the rollout that were not folded away. */
  readonly earlier: readonly Stage[];
  readonly fields: readonly Field[];
};

export function placesOf(plan: PlanDocument): readonly FieldGroup[] {
  const stages = plan.phases.flatMap((phase) => phase.stages);
  return [
    { name: 'the plan', stage: null, earlier: [], fields: plan.fields },
    ...plan.phases.map(({ name, fields }) => ({ name, stage: null, earlier: [], fields })),
    ...stages.map((stage, index) => ({
      name: stage.name,
      stage,
      fields: stage.fields,
      earlier: stages.slice(0, index).filter(({ superseded }) => !superseded),
    })),
  ];
}
