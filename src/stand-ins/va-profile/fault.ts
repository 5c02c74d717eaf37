/** What can be made to go wrong. `slow` and `drip` end only when the client leaves or the server closes. */
export const FAULT_KINDS = [
  'none',
  'slow',
  '404',
  '500',
  '500-code',
  'malformed',
  'drip',
  'refuse',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export type Fault = {
  readonly kind: FaultKind;
  /** Which part of the requests it strikes, 0 to 1; all of them when left out. */
  readonly share?: number;
};

/**
 * Strikes an exact share of requests, evenly spread and without chance: of any n requests in a row it
 * strikes n × share, give or take one.
 */
export function faultPicker({ kind, share = 1 }: Fault): () => FaultKind {
  if (!(share >= 0 && share <= 1)) {
    throw new RangeError(`A fault's share is a fraction from 0 to 1, not ${share}.`);
  }
  let seen = 0;
  return () => {
    seen += 1;
    return dueAfter(seen, share) > dueAfter(seen - 1, share) ? kind : 'none';
  };
}

// The sliver keeps a share such as 0.29, which binary fractions miss by a hair, from striking one late.
const dueAfter = (requests: number, share: number) => Math.floor(requests * share + 1e-9);
