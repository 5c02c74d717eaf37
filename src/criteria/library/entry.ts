/** A criterion or rollback rule that is ready to be put into a plan. */
export type LibraryEntry = {
  readonly name: string;
  readonly kind: 'criterion' | 'rollback';
  /** For people; the code is what is checked. */
  readonly sentence: string;
  readonly code: string;
  /** The kind of plan that it comes from, or what it is good for. */
  readonly why: string;
};

/** The bullet of a plan. */
export function bulletOf({ sentence, code }: LibraryEntry): string {
  return `- ${sentence}: \`${code}\``;
}
