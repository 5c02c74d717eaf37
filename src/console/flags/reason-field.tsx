import { LONGEST_REASON } from '../../lib/text-from-people.ts';

type ReasonFieldOfFlag = {
  readonly id: string;
  readonly required: boolean;
  /** As it was typed into a form that was refused. */
  readonly typed: string;
};

/** Why a flag is changed. */
export function ReasonField({ id, required, typed }: ReasonFieldOfFlag) {
  return (
    <div class="field">
      <label for={id}>Reason ({required ? 'required' : 'optional'}, kept in the history)</label>
      <input
        id={id}
        name="reason"
        type="text"
        maxLength={LONGEST_REASON}
        autocomplete="off"
        required={required}
        value={typed}
      />
    </div>
  );
}
