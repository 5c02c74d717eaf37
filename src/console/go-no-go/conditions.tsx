import type { ConditionStatus, ReleaseStatus } from '../../release/index.ts';
import type { FormFrame } from '../forms/step-form.tsx';
import { DisclosedForm } from '../forms/disclosed-form.tsx';
import { LinkField } from './link-field.tsx';
import { isTheirs, ownerInWords } from '../frame/owned.ts';
import { SaidBy } from './said-by.tsx';

type ConditionsParts = { readonly forms: FormFrame; readonly release: ReleaseStatus };

/** What a conditional go left to be closed, by name. */
export function Conditions({ forms, release }: ConditionsParts) {
  const { conditions } = release.goNoGo;
  if (conditions.length === 0) return null;
  return (
    <section aria-labelledby="conditions">
      <h2 id="conditions">Conditions</h2>
      <ol class="room-items">
        {conditions.map((condition) => (
          <Condition
            key={condition.number}
            condition={condition}
            forms={release.phase === 'closed' ? null : forms}
          />
        ))}
      </ol>
    </section>
  );
}

type ConditionParts = {
  readonly condition: ConditionStatus;
  /** Null where nothing is closed any more. */
  readonly forms: FormFrame | null;
};

function Condition({ condition, forms }: ConditionParts) {
  const { number, text, owner, upTo, set, closed } = condition;
  const state = closed === null ? 'open' : 'good';
  return (
    <li id={`condition-${number}`} class={`room-item room-item--${state}`}>
      <p class="room-item__text">{text}</p>
      <p>
        <strong class="room-state">{closed === null ? 'Open' : 'Closed'}</strong> For:{' '}
        {ownerInWords(owner)}.{' '}
        {closed === null &&
          `Until then, no stage ${upTo === null ? '' : `after Stage ${upTo} `}opens. `}
        Set by {set.by}.
      </p>
      {closed !== null && (
        <p>
          Closed by <SaidBy {...closed} />
        </p>
      )}
      {closed === null && forms !== null && <Closing condition={condition} forms={forms} />}
    </li>
  );
}

type ClosingParts = { readonly condition: ConditionStatus; readonly forms: FormFrame };

function Closing({ condition: { number, owner }, forms }: ClosingParts) {
  if (!isTheirs(owner, forms.operator)) {
    return <p class="quiet room-theirs">Only the {ownerInWords(owner)} can close this.</p>;
  }
  return (
    <DisclosedForm
      {...forms}
      step="close-condition"
      nth={`-${number}`}
      role={owner}
      summary="Close"
      about={`condition ${number}`}
      label="Close the condition"
      reasonLabel="How it was met"
      reason="required"
      effect="Once all are closed, the next stage may open. It is printed in the record with your name, and can’t be taken back."
    >
      <input type="hidden" name="condition" value={number} />
      <LinkField form={`close-condition-${number}`} {...forms} />
    </DisclosedForm>
  );
}
