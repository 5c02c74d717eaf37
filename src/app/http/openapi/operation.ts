import type { AnswerName } from './answers.ts';

/** What an operation does, and how it answers besides what its door and its API answer to anybody. */
export type Operation = {
  readonly summary: string;
  /** The status of an answer that says yes, and what it carries. */
  readonly answers: Readonly<Record<number, AnswerContent>>;
  /** Further statuses that say no. */
  readonly refusals?: readonly number[];
  /** What whoever tries operations out has to know beforehand; in the document as `x-ends-sign-in`. */
  readonly marks?: readonly Mark[];
};

export type Mark = 'ends-sign-in' | 'development-only';

/** A kind of content, or the name of the JSON that is answered. */
export type AnswerContent =
  | AnswerName
  | 'page'
  | 'markdown'
  | 'text'
  | 'events'
  | 'file'
  | 'nothing';

/** Answers a page, with the refusals besides. */
export const page = (summary: string, refusals: readonly number[] = []): Operation => ({
  summary,
  answers: { 200: 'page' },
  refusals,
});
