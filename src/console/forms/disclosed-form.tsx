import type { ComponentProps } from 'preact';

import { FoldedStep } from './folded-step.tsx';
import { StepForm } from './step-form.tsx';

type DisclosedFormParts = ComponentProps<typeof StepForm> & {
  readonly summary: string;
  /** What it is about, where several forms have the same summary: for people who listen. */
  readonly about?: string;
  /** The role of theirs in which somebody sends it. */
  readonly role?: string | null;
};

/** A form that is unfolded; one that was refused stands open, with what was typed. */
export function DisclosedForm({ summary, about, role = null, ...form }: DisclosedFormParts) {
  const { operator, step, nth = '', typed, children } = form;
  return (
    <FoldedStep
      {...{ operator, step, summary, about }}
      id={`step-${step}${nth}`}
      class="step-form"
      open={typed?.form === `${step}${nth}`}
    >
      <StepForm {...form}>
        {role !== null && <input type="hidden" name="role" value={role} />}
        {children}
      </StepForm>
    </FoldedStep>
  );
}
