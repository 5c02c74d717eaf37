import { exactShare } from '../../lib/exact-share.ts';

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

/** Which of the requests, one after the other, a fault strikes. */
export function faultPicker({ kind, share = 1 }: Fault): () => FaultKind {
  const isStruck = exactShare(share);
  return () => (isStruck() ? kind : 'none');
}
