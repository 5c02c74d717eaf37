/**
 * A person's first error in a release: was the feature open for them (`on`), and for what share of
 * people (0 to 1) was it open when they were evaluated.
 */
export type Label = { readonly arm: 'on' | 'off'; readonly share: number };

/** How many labels carry one share. */
export type LabelCount = { readonly share: number; readonly on: number; readonly off: number };

/** Why there can be no such label, as a sentence; null when there can. */
export function labelProblem({ arm, share }: Label): string | null {
  if (!(share >= 0 && share <= 1)) {
    return `The share is ${share}. A share lies between 0 and 1; give the one that was in force.`;
  }
  if (arm === 'on' && share === 0) {
    return 'The feature was open for a person while it was open for a share of 0. Check where labels are made.';
  }
  if (arm === 'off' && share === 1) {
    return 'The feature was closed for a person while it was open for a share of 1. Check where labels are made.';
  }
  return null;
}

/** At a share of 0 or 1 the arm was certain before the error, so the label says nothing. */
export function isInformative({ share }: Label): boolean {
  return share > 0 && share < 1;
}

/** The counts with one label more, kept in order of share so that the order of arrival leaves no trace. */
export function counted(counts: readonly LabelCount[], label: Label): readonly LabelCount[] {
  if (counts.some(({ share }) => share === label.share)) {
    return counts.map((count) => (count.share === label.share ? oneMore(count, label) : count));
  }
  const first = oneMore({ share: label.share, on: 0, off: 0 }, label);
  return [...counts, first].toSorted((a, b) => a.share - b.share);
}

function oneMore({ share, on, off }: LabelCount, { arm }: Label): LabelCount {
  return arm === 'on' ? { share, on: on + 1, off } : { share, on, off: off + 1 };
}

/**
 * ln of how much better a rate ratio explains the labels than a ratio of 1 does.
 * Rate ratio: chance of a first error with the feature, divided by the chance without.
 */
export function logLikelihood(counts: readonly LabelCount[], rateRatio: number): number {
  const perTreated = Math.log(rateRatio);
  return counts.reduce(
    (sum, { share, on, off }) =>
      sum + on * perTreated - (on + off) * Math.log1p(share * (rateRatio - 1)),
    0,
  );
}
