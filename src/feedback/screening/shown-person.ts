/** Somebody whom the page shows; empty where a part is not on file. */
export type ShownPerson = {
  /** Given and middle names. */
  readonly given: string;
  readonly family: string;
  /** Street lines of the address. */
  readonly streets: readonly string[];
};
