import type { ComponentChildren } from 'preact';

type FieldParts = {
  /** Under which it is sent, and its id. */
  readonly name: string;
  /** The id of what says what is wrong with it; null while nothing is. */
  readonly problemId: string | null;
};

type RadioButtonsParts = FieldParts & {
  readonly legend: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly chosen: string | null;
};

/** One of a few, all of them in sight. */
export function RadioButtons({ name, problemId, legend, options, chosen }: RadioButtonsParts) {
  return (
    <fieldset class={groupClass(problemId)} aria-describedby={problemId ?? undefined}>
      <legend>{legend}</legend>
      {options.map(({ value, label }) => (
        <label class="radio">
          <input type="radio" name={name} value={value} checked={value === chosen} />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}

type TextAreaParts = FieldParts & {
  readonly label: string;
  readonly hint: ComponentChildren;
  readonly value: string;
  /** In characters. */
  readonly longest: number;
};

/** A few lines in somebody’s own words. */
export function TextArea({ name, problemId, label, hint, value, longest }: TextAreaParts) {
  const hintId = `${name}-hint`;
  return (
    <div class={groupClass(problemId)}>
      <label for={name}>{label}</label>
      <p class="quiet" id={hintId}>
        {hint}
      </p>
      <textarea
        id={name}
        name={name}
        rows={4}
        maxLength={longest}
        aria-invalid={problemId === null ? undefined : 'true'}
        aria-describedby={problemId === null ? hintId : `${hintId} ${problemId}`}
      >
        {value}
      </textarea>
    </div>
  );
}

const groupClass = (problemId: string | null): string =>
  problemId === null ? 'form-group' : 'form-group form-group--wrong';
