type ChoiceParts = {
  /** What is asked, for people who listen. */
  readonly legend: string;
  readonly name: string;
  /** A value and its words each. */
  readonly options: readonly (readonly [string, string])[];
  /** The value that was chosen in a form that was refused; empty: none. */
  readonly chosen: string;
};

/** One of a few answers, all in sight. */
export function Choice({ legend, name, options, chosen }: ChoiceParts) {
  return (
    <fieldset class="choice">
      <legend class="visually-hidden">{legend}</legend>
      {options.map(([value, words]) => (
        <label key={value}>
          <input type="radio" name={name} value={value} required checked={value === chosen} />{' '}
          {words}
        </label>
      ))}
    </fieldset>
  );
}
