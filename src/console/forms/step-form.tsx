import type { ComponentChildren } from 'preact';

import type { Operator } from '../../identity/index.ts';
import { LONGEST_REASON } from '../../lib/text-from-people.ts';
import { roleFor, type Action } from '../../roles/index.ts';
import type { ReleaseStatus } from '../../release/index.ts';
import { stepPath } from '../frame/addresses.ts';
import { NotYours } from '../frame/not-yours.tsx';

/** What the forms of one page have in common. */
export type FormFrame = {
  readonly operator: Operator;
  readonly release: Pick<ReleaseStatus, 'id' | 'version'>;
  /** A key that is known again when a form comes twice. */
  readonly formKey: string;
  readonly typed?: TypedForm;
};

/** What was typed into a form that was refused. */
export type TypedForm = {
  /** Its step, and which one of several. */
  readonly form: string;
  /** By their names. */
  readonly fields: Readonly<Record<string, string>>;
};

/** What was typed into a field of this form, where it was refused; else nothing. */
export function typedValue(
  { typed }: Pick<FormFrame, 'typed'>,
  form: string,
  name: string,
): string {
  return typed?.form === form ? (typed.fields[name] ?? '') : '';
}

type StepFormParts = FormFrame & {
  readonly step: Action;
  /** Where one page has several forms of this step. */
  readonly nth?: string;
  /** On the button. */
  readonly label: string;
  /** What pressing it does, in a sentence. */
  readonly effect: string;
  /** `none`: the step is told by its fields alone. */
  readonly reason: 'optional' | 'required' | 'none';
  /** What the reason is called. */
  readonly reasonLabel?: string;
  /** What stands in the reason at first, of several lines; left out, it is one empty line. */
  readonly draft?: string;
  readonly look?: 'danger' | 'secondary';
  readonly children?: ComponentChildren;
};

/** A step of a release as a form that works without a script; for roles that may not take it, who may. */
export function StepForm(parts: StepFormParts) {
  const { operator, release, formKey, step, nth = '', label, effect, reason, look } = parts;
  const { reasonLabel = 'Reason' } = parts;
  if (roleFor(operator.roles, step) === null) return <NotYours what={label} action={step} />;
  const form = `${step}${nth}`;
  const id = `${form}-reason`;
  return (
    <form
      class={`form form--with-field${parts.draft === undefined ? '' : ' form--with-draft'}`}
      method="post"
      action={stepPath(release.id, step)}
    >
      <input type="hidden" name="expectedVersion" value={release.version} />
      <input type="hidden" name="key" value={`${formKey}-${form}`} />
      <input type="hidden" name="form" value={form} />
      {parts.children}
      {reason !== 'none' && (
        <div class="field">
          <label for={id}>
            {reasonLabel} ({reason}, printed in the report)
          </label>
          <ReasonField {...parts} id={id} typed={typedValue(parts, form, 'reason')} />
        </div>
      )}
      <button class={look === undefined ? 'button' : `button button--${look}`} type="submit">
        {label}
      </button>
      <p class="quiet form__effect">{effect}</p>
    </form>
  );
}

type ReasonFieldParts = Pick<StepFormParts, 'reason' | 'draft'> & {
  readonly id: string;
  readonly typed: string;
};

function ReasonField({ id, reason, draft, typed }: ReasonFieldParts) {
  const field = { id, name: 'reason', maxLength: LONGEST_REASON, autocomplete: 'off' } as const;
  const required = reason === 'required';
  if (draft === undefined)
    return <input {...field} type="text" required={required} value={typed} />;
  return (
    <textarea {...field} rows={6} required={required}>
      {typed === '' ? draft : typed}
    </textarea>
  );
}
