import type { Known } from '../meaning/labels.ts';

/** What was measured in a release, as plain data, each with the place in the plan where it belongs. */
export type PlanResults = readonly PlanResult[];

/** One field's answer. Of two for the same field the later one counts. */
export type PlanResult = {
  readonly place: ResultPlace;
  readonly name: ResultName;
  /** Which of the numbered fields it is: 1 to 3 of `kpi`. Else left out. */
  readonly number?: number;
  readonly answer: Answer;
};

export type ResultPlace =
  /** What is planned for the rollout: where people wrote what has to be, stands what came of it. */
  | { readonly kind: 'planning' }
  | { readonly kind: 'testing' }
  /** `index` counts the stages of the rollout in the order of the document, from 0; `letter` proves that it is the one. */
  | { readonly kind: 'stage'; readonly index: number; readonly letter: string }
  | { readonly kind: 'one-week' | 'one-month' }
  | { readonly kind: 'post-launch' };

/** The template's field of that name, or one that the template lacks and some plans have. */
export type ResultName = Known['name'] | ExtraName;

export type ExtraName =
  | 'actual start'
  | 'actual end'
  | 'actual dates'
  | 'decision'
  | 'decided by'
  | PostLaunchQuestion;

/** The questions at the end of a plan: each generation of the template has some of them. */
type PostLaunchQuestion =
  | 'success'
  | 'qualitative feedback'
  | 'assumptions'
  | 'evolution'
  | 'clean-up';

/** What is said in one line or several. One that says nothing is not written. */
export type Answer =
  | { readonly kind: 'words'; readonly words: ResultText }
  | { readonly kind: 'lines'; readonly lines: readonly ResultText[] }
  | { readonly kind: 'choice'; readonly choice: Choice; readonly words: ResultText | null };

/** Plain words, never Markdown: a measurement as it is, or what a person answered or decided. */
export type ResultText = string | { readonly recorded: string };

export type Choice = 'yes' | 'no' | 'N/A';

/** A result for which the document has no field, and why. */
export type NotPlaced = {
  readonly result: PlanResult;
  readonly because: 'no-such-place' | 'other-letter' | 'no-results-there' | 'no-such-field';
};
