/**
 * What an instance tells all others that read the same store: close these features, whatever is stored. For as long as
 * the store takes no change; it ends with the instance that tells it.
 */
export type Closings = {
  /** The features that any instance has closed just now, by their numbers. */
  read(): Promise<ReadonlySet<number>>;
  tell(featureKeys: readonly string[]): ToldClosing;
  /** Ends all that this instance has told. */
  close(): Promise<void>;
};

export type ToldClosing = {
  /** Whether every instance that reads the store hears of it from now on; false when it ended before. Never rejects. */
  readonly told: Promise<boolean>;
  end(): void;
};

/** Of an instance that is the only one on its store. */
export const ALONE: Closings = {
  read: () => Promise.resolve(new Set<number>()),
  tell: () => ({ told: Promise.resolve(true), end: () => undefined }),
  close: () => Promise.resolve(),
};
