import type { ToldClosing, Closings } from './closings.ts';

/** Features that this instance keeps closed, whatever is stored. */
export type ClosedHere = {
  has(featureKey: string): boolean;
  /** Closes them here at once, and has all instances told. */
  close(featureKeys: readonly string[]): ToldClosing;
  /** What other instances have closed just now takes the place of what they had. */
  hear(featureKeys: readonly string[]): void;
};

/** @param say hears which features are closed, and which no longer */
export function createClosedHere(
  closings: Closings,
  say: (featureKeys: readonly string[]) => void,
): ClosedHere {
  const own = new Set<readonly string[]>();
  let heard: readonly string[] = [];
  let closed: ReadonlySet<string> = new Set();
  const change = (featureKeys: readonly string[]) => {
    closed = new Set([...heard, ...[...own].flat()]);
    if (featureKeys.length > 0) say(featureKeys);
  };
  return {
    has: (featureKey) => closed.has(featureKey),
    close: (featureKeys) => {
      const keys = [...featureKeys];
      own.add(keys);
      change(keys);
      const { told, end } = closings.tell(keys);
      return {
        told,
        end: () => {
          own.delete(keys);
          change(keys);
          end();
        },
      };
    },
    hear: (featureKeys) => {
      const before = heard;
      heard = featureKeys;
      const isChanged = (key: string) => before.includes(key) !== featureKeys.includes(key);
      change([...before, ...featureKeys].filter(isChanged));
    },
  };
}
