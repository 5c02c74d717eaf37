import { LONGEST_LINK } from '../../release/index.ts';
import type { FormFrame } from '../frame/step-form.tsx';

type LinkFieldParts = {
  /** The name of the form that it stands in. */
  readonly form: string;
  readonly typed: FormFrame['typed'];
};

/** Of text, and not of addresses: what is no link is refused with a sentence, and stays. */
export function LinkField({ form, typed }: LinkFieldParts) {
  const id = `${form}-link`;
  return (
    <div class="field">
      <label for={id}>Link (optional, begins with https://)</label>
      <input
        id={id}
        name="link"
        type="text"
        inputMode="url"
        maxLength={LONGEST_LINK}
        autocomplete="off"
        value={typed?.form === form ? typed.fields['link'] : ''}
      />
    </div>
  );
}
