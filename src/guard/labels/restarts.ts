import { err, ok, type Result } from '../../lib/result.ts';
import { logSumExp } from '../logarithms.ts';
import { emptyEvidence, including, logEvidence, type Evidence } from './evidence.ts';
import { labelProblem, type Label } from './label.ts';

/**
 * The label evidence, restarted at planned moments, so that a long quiet time before the harm does
 * not have to be made up for first. Plain data.
 */
export type RestartedEvidence = {
  /** How many restarts the plan has. Fixed before the first label; 0 is the plain process. */
  readonly planned: number;
  readonly fromStart: Evidence;
  readonly sinceRestarts: readonly Evidence[];
};

export function emptyRestartedEvidence(planned: number): RestartedEvidence {
  return { planned, fromStart: emptyEvidence(), sinceRestarts: [] };
}

/** The error is a sentence: the plan has no such restart. */
export function afterRestart(evidence: RestartedEvidence): Result<RestartedEvidence, string> {
  const { planned, sinceRestarts } = evidence;
  if (sinceRestarts.length >= planned) {
    return err(
      `A restart number ${sinceRestarts.length + 1}, where ${planned} were planned. ` +
        'The number of restarts is fixed before the first label; plan for all of them.',
    );
  }
  return ok({ ...evidence, sinceRestarts: [...sinceRestarts, emptyEvidence()] });
}

export function afterLabelSinceRestarts(
  evidence: RestartedEvidence,
  label: Label,
): Result<RestartedEvidence, string> {
  const problem = labelProblem(label);
  if (problem !== null) return err(problem);
  const fromStart = including(evidence.fromStart, label);
  const sinceRestarts = evidence.sinceRestarts.map((since) => including(since, label));
  return ok({ ...evidence, fromStart, sinceRestarts });
}

/**
 * ln of half the evidence from the start and half the mean of the planned restarts; a restart that
 * has not come yet counts as 1. See `logEvidence` for `tolerance`.
 */
export function logRestartedEvidence(evidence: RestartedEvidence, tolerance = 1): number {
  const { planned, fromStart, sinceRestarts } = evidence;
  return logMixture({
    planned,
    fromStart: logEvidence(fromStart, tolerance),
    since: sinceRestarts.map((restarted) => logEvidence(restarted, tolerance)),
  });
}

/** Of the evidence from the start and since each restart, the one that speaks the loudest. */
export function loudest({ fromStart, sinceRestarts }: RestartedEvidence): Evidence {
  return sinceRestarts.reduce(
    (loud, since) => (logEvidence(since) > logEvidence(loud) ? since : loud),
    fromStart,
  );
}

/** The same of any evidence: ln of its own value from the start, and since each restart that has come. */
export function logMixture({ planned, fromStart, since }: LogParts): number {
  if (planned === 0) return fromStart;
  const toCome = Math.log(planned - since.length);
  return logSumExp([fromStart, logSumExp([...since, toCome]) - Math.log(planned)]) - Math.LN2;
}

export type LogParts = {
  readonly planned: number;
  readonly fromStart: number;
  readonly since: readonly number[];
};
