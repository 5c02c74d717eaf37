import { err, ok, type Result } from '../../lib/result.ts';
import { logMeanExp } from '../logarithms.ts';
import { counted, isInformative, labelProblem, logLikelihood } from './label.ts';
import type { Label, LabelCount } from './label.ts';

/** The rate ratios that the evidence bets on, with equal stakes. */
export const HARM_GRID = [1.5, 2, 3, 5, 10, 20, 50, 100] as const;

/**
 * The label e-process: how strongly the labels speak against “the feature does no harm”. Plain data.
 * It holds counts and no sums of logarithms, so a replay gives the same bits in any order.
 */
export type Evidence = {
  readonly grid: readonly number[];
  readonly counts: readonly LabelCount[];
};

export function emptyEvidence(grid: readonly number[] = HARM_GRID): Evidence {
  return { grid, counts: [] };
}

/** The error is a sentence: there can be no such label, and it must not be counted. */
export function afterLabel(evidence: Evidence, label: Label): Result<Evidence, string> {
  const problem = labelProblem(label);
  return problem === null ? ok(including(evidence, label)) : err(problem);
}

/** For a label that has been checked. */
export function including(evidence: Evidence, label: Label): Evidence {
  if (!isInformative(label)) return evidence;
  return { ...evidence, counts: counted(evidence.counts, label) };
}

/**
 * ln E against “the rate ratio is at most `tolerance`”; 0 before the first label. While that is
 * true, the chance that E ever reaches 1/alpha is at most alpha (Ville), however often one looks.
 */
export function logEvidence({ grid, counts }: Evidence, tolerance = 1): number {
  const nullHypothesis = logLikelihood(counts, tolerance);
  return logMeanExp(grid.map((rate) => logLikelihood(counts, tolerance * rate) - nullHypothesis));
}
