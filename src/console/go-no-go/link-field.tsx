import { LONGEST_LINK } from '../../release/index.ts';
import { typedValue, type FormFrame } from '../forms/step-form.tsx';

type LinkFieldParts = {
  /** The name of the form that it stands in. */
  readonly form: string;
} & Pick<FormFrame, 'typed'>;

/** Of text, and not of addresses: what is no link is refused with a sentence, and stays. */
export function LinkField({ form, ...forms }: LinkFieldParts) {
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
        value={typedValue(forms, form, 'link')}
      />
    </div>
  );
}
