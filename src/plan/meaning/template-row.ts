/** Where in a plan a label may stand; the same words mean other things elsewhere. */
export type Territory = 'head' | 'toggles' | 'planning' | 'results';

/** What a field of the template asks for. */
export type FieldKind =
  | 'text'
  | 'list'
  | 'link'
  | 'dates'
  | 'duration'
  | 'percent'
  | 'count'
  | 'count-or-words'
  | 'counts'
  | 'yes-no'
  | 'identifier';

/** The sections of a new plan and of its results, each with fields of its own. */
export type TemplateSection =
  | 'planning of testing'
  | 'planning of rollout'
  | 'planning of stage'
  | 'testing'
  | 'stage'
  | 'one-week'
  | 'one-month';

export type RowShape = {
  readonly name: string;
  readonly kind: FieldKind;
  readonly part: Territory;
  /** The wordings of all generations, normalized. */
  readonly pattern: RegExp;
  /** As the template words it today, by section; in the order of the table. */
  readonly label?: Readonly<Partial<Record<TemplateSection, string | readonly string[]>>>;
  /** What an answer to it looks like. */
  readonly example?: string;
  /** What the template leaves there to be filled in; `[FILL_IN]` where it says nothing else. */
  readonly open?: string;
  /** What the template itself says behind the marker. */
  readonly hint?: RegExp;
  /** What the template itself says in parentheses, brackets or emphasis, as part of a pattern. */
  readonly aside?: string;
  /** Sentences with which the template explains the field, normalized. */
  readonly says?: readonly string[];
};
