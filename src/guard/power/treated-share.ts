/** The labelled process of a stage: the share for whom the feature is open, and by how much it harms. */
export type Effect = { readonly share: number; readonly rateRatio: number };

/** The chance that the next label is of somebody with the feature. */
export function treatedShare({ share, rateRatio }: Effect): number {
  return (share * rateRatio) / (share * rateRatio + 1 - share);
}
