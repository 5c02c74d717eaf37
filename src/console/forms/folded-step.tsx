import type { ComponentChildren } from 'preact';

import { roleFor, whoMay, type Action } from '../../roles/index.ts';
import type { FormFrame } from './step-form.tsx';

type FoldedStepParts = Pick<FormFrame, 'operator'> & {
  readonly id: string;
  readonly class: string;
  readonly step: Action;
  readonly summary: string;
  /** What it is about, where several have the same summary: for people who listen. */
  readonly about?: string | undefined;
  readonly open: boolean;
  readonly children: ComponentChildren;
};

/** A step’s form below its summary. Whose role may not take it sees who may, and has nothing to unfold. */
export function FoldedStep({ operator, step, summary, about, ...parts }: FoldedStepParts) {
  const { id, class: look, open, children } = parts;
  const name = (
    <>
      {summary}
      {about !== undefined && <span class="visually-hidden">: {about}</span>}
    </>
  );
  if (roleFor(operator.roles, step) === null) {
    return (
      <p id={id} class={`${look} quiet`}>
        {name}: for {whoMay(step)}.
      </p>
    );
  }
  return (
    <details id={id} class={look} open={open}>
      <summary>{name}</summary>
      {children}
    </details>
  );
}
