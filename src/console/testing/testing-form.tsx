import type { ComponentChildren } from 'preact';

import type { ConsoleNotice } from '../frame/console-document.tsx';
import { FoldedStep } from '../forms/folded-step.tsx';
import { StepForm, type FormFrame } from '../forms/step-form.tsx';

/** What the forms of the page have in common. */
export type TestingFrame = FormFrame & {
  /** What became of the form that was sent last. */
  readonly notice: ConsoleNotice | null;
};

/** What stands in a field: what was typed into a form that was refused, else what is so. */
export type FieldValueOf = (name: string, otherwise?: string) => string;

type TestingFormParts = Pick<
  Parameters<typeof StepForm>[0],
  'step' | 'label' | 'effect' | 'look'
> & {
  readonly frame: TestingFrame;
  /** Where the page has several forms of this step: of which participant, session or bug it is. */
  readonly nth?: string;
  /** What it is unfolded by. */
  readonly summary: string;
  readonly fields: (valueOf: FieldValueOf) => ComponentChildren;
};

/** A step of moderated testing below a summary, with why it was refused beside what was typed. */
export function TestingForm(parts: TestingFormParts) {
  const { frame, step, nth = '', summary, fields, label, effect, look } = parts;
  const { notice, typed, ...forms } = frame;
  const form = `${step}${nth}`;
  const again = notice?.status === 'error' && typed?.form === form ? typed.fields : null;
  const valueOf: FieldValueOf = (name, otherwise = '') => (again ? (again[name] ?? '') : otherwise);
  return (
    <FoldedStep
      {...{ step, summary, id: form, operator: forms.operator }}
      class="testing__form"
      open={again !== null}
    >
      <StepForm {...forms} {...{ step, nth, label, effect }} {...(look && { look })} reason="none">
        {again && <p class="testing__refused">{notice?.sentence}</p>}
        {fields(valueOf)}
      </StepForm>
    </FoldedStep>
  );
}

const TYPES = {
  text: { type: 'text' },
  email: { type: 'email' },
  url: { type: 'url' },
  'datetime-local': { type: 'datetime-local' },
} as const;

type TestingFieldParts = {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly type?: keyof typeof TYPES;
  readonly required?: boolean;
  readonly longest?: number;
  readonly hint?: string;
};

export function Field({ id, name, label, value, hint, longest, ...input }: TestingFieldParts) {
  const { type = 'text', required = false } = input;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint !== undefined && (
        <p class="quiet" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <input
        {...TYPES[type]}
        {...{ id, name, value, required }}
        autocomplete="off"
        {...(longest !== undefined && { maxLength: longest })}
        {...(hint !== undefined && { 'aria-describedby': `${id}-hint` })}
      />
    </div>
  );
}

type SelectParts = Pick<TestingFieldParts, 'id' | 'name' | 'label' | 'value'> & {
  /** A value and its words each. */
  readonly options: readonly (readonly [string, string])[];
};

export function Select({ id, name, label, value, options }: SelectParts) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} name={name}>
        {options.map(([one, words]) => (
          <option value={one} selected={one === value}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}
