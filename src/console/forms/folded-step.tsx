import type { ComponentChildren } from 'preact';

import { roleFor, type Action } from '../../roles/index.ts';
import { NotYours } from '../frame/not-yours.tsx';
import type { FormFrame } from './step-form.tsx';

type FoldedStepParts = Pick<FormFrame, 'operator'> & {
  readonly id: string;
  readonly class: string;
  readonly step: Action;
  /** On the button of its form. */
  readonly label: string;
  readonly summary: string;
  /** What it is about, where several have the same summary: for people who listen. */
  readonly about?: string | undefined;
  readonly open: boolean;
  readonly children: ComponentChildren;
};

/** A step’s form below its summary. Whose role may not take it sees who may, and has nothing to unfold. */
export function FoldedStep({ operator, step, label, summary, about, ...parts }: FoldedStepParts) {
  const { id, class: look, open, children } = parts;
  if (roleFor(operator.roles, step) === null) {
    return (
      <div id={id} class={look}>
        <NotYours what={label} about={about} action={step} />
      </div>
    );
  }
  return (
    <details id={id} class={look} open={open}>
      <summary>
        {summary}
        {about !== undefined && <span class="visually-hidden">: {about}</span>}
      </summary>
      {children}
    </details>
  );
}
