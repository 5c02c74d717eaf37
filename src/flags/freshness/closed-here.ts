/** Features that this instance keeps closed, whatever the store says. */
export type ClosedHere = {
  has(featureKey: string): boolean;
  /** The answer ends it. */
  close(featureKeys: readonly string[]): () => void;
};

/** @param say hears which features are closed, and which no longer */
export function createClosedHere(say: (featureKeys: readonly string[]) => void): ClosedHere {
  const closed = new Set<string>();
  return {
    has: (featureKey) => closed.has(featureKey),
    close: (featureKeys) => {
      for (const featureKey of featureKeys) closed.add(featureKey);
      say(featureKeys);
      return () => {
        for (const featureKey of featureKeys) closed.delete(featureKey);
        say(featureKeys);
      };
    },
  };
}
