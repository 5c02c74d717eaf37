/** What a newcomer may try in development; there is none in production. */
export type TryOut = {
  /** A plan whose stages are short; null where its file is not there. */
  readonly example: { readonly id: string; readonly document: string } | null;
  /** Has made-up Veterans come for a while, unless they already do; null where sign-in is real. */
  readonly letVeteransCome: (() => void) | null;
  /** Has a share of the page’s answers fail, for people who have the page. */
  readonly breakPage: () => void;
  readonly mendPage: () => void;
};
