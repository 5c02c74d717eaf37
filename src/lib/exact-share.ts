/**
 * Decides for one item after another whether it belongs to this share, evenly spread and without chance: of any n
 * in a row, n × share do, give or take one.
 */
export function exactShare(share: number): () => boolean {
  if (!(share >= 0 && share <= 1)) {
    throw new RangeError(`A share is a fraction from 0 to 1, not ${share}.`);
  }
  let seen = 0;
  return () => {
    seen += 1;
    return dueAfter(seen, share) > dueAfter(seen - 1, share);
  };
}

// The sliver keeps a share such as 0.29, which binary fractions miss by a hair, from being due one late.
const dueAfter = (seen: number, share: number) => Math.floor(seen * share + 1e-9);

/**
 * The decimal that was written, whichever way it became a binary fraction: 0.123 and 12.3 / 100 are one share. A share
 * in 32 bits is another one, 0.200000002980.
 */
export function decimalShare(share: number): number {
  return Number(share.toPrecision(WRITTEN_DIGITS));
}

/** More than anybody writes, fewer than arithmetic leaves untouched. */
const WRITTEN_DIGITS = 12;
