/**
 * What the numbers said when a step was taken. Plain data that is kept in the journal: folding the sightings up to
 * `sighting` again gives the same, to the bit.
 */
export type Evidence = {
  /** The last sighting that was looked at, by its number; 0 before the first. */
  readonly sighting: number;
  /** ln of the largest weighted evidence of harm, and what it has to reach. */
  readonly logEvidence: number;
  readonly threshold: number;
  /** People with a first failed visit of this run, with the feature and without it. */
  readonly failed: { readonly open: number; readonly closed: number };
  /** People who came in this stage, with the feature and without it. */
  readonly came: { readonly open: number; readonly closed: number };
};
