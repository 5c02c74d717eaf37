/** Rules that look at whose first errors they are, a treated person's or somebody else's: the guard's own. */
import {
  afterLabel,
  afterLabelSinceRestarts,
  afterRestart,
  ALPHA,
  defaultCeiling,
  emptyEvidence,
  emptyRestartedEvidence,
  type Evidence,
  logCombined,
  logEvidence,
  logFloor,
  logRestartedEvidence,
  type RestartedEvidence,
  SECOND_KEY,
  thresholdAt,
} from '../../../src/guard/index.ts';
import type { Result } from '../../../src/lib/result.ts';
import { MINUTES_A_DAY, sinceTheStart } from '../days/day.ts';
import { afterEach, atEachError, type Rule } from './rule.ts';

/** The plain process: weight 1, no restarts. */
export const labelMixture: Rule = {
  name: 'Label mixture',
  minutesBetweenLooks: 1,
  threshold: thresholdAt(ALPHA),
  scores: (day) => {
    let evidence = emptyEvidence();
    return afterEach(day, (label) => {
      evidence = valueOf(afterLabel(evidence, label));
      return logEvidence(evidence);
    });
  },
};

const MINUTES_BETWEEN_STARTS = 120;
const STARTS = MINUTES_A_DAY / MINUTES_BETWEEN_STARTS;

/** The mean of twelve such processes, each of which begins two hours after the one before. */
export const labelRestarts: Rule = {
  name: 'Label, 12 restarts',
  minutesBetweenLooks: 1,
  threshold: thresholdAt(ALPHA),
  scores: (day) => {
    const begun: Evidence[] = [];
    return afterEach(day, (label) => {
      while (begun.length * MINUTES_BETWEEN_STARTS <= label.at) begun.push(emptyEvidence());
      begun.forEach((evidence, n) => (begun[n] = valueOf(afterLabel(evidence, label))));
      const sum = begun.reduce((all, evidence) => all + Math.exp(logEvidence(evidence)), 0);
      return Math.log((sum + STARTS - begun.length) / STARTS);
    });
  },
};

/**
 * The guard as it ships, with its weights: labels with a restart every two hours, or the floor while the labels
 * turn the second key. Nothing of it rises between first errors.
 */
export const shippedGuard: Rule = {
  name: 'Guard as it ships',
  minutesBetweenLooks: 1,
  threshold: thresholdAt(ALPHA),
  ...atEachError((day) => {
    const users = sinceTheStart(day.on.visitors);
    const errors = sinceTheStart(day.on.newlyErring);
    const ceiling = defaultCeiling(day.erringShareBefore);
    let evidence = emptyRestartedEvidence(STARTS - 1);
    return (error) => {
      evidence = valueOf(afterLabelSinceRestarts(restartedUntil(evidence, error.at), error));
      const label = logRestartedEvidence(evidence);
      if (label < SECOND_KEY) return logCombined({ label });
      const minute = Math.floor(error.at);
      const count = { users: users[minute] ?? 0, errors: errors[minute] ?? 0, ceiling };
      return logCombined({ label, floor: logFloor(count) });
    };
  }),
};

/** The same guard, for a comparison in which every rule is set to the same false alarms. */
export const guardSetAlike: Rule = { ...shippedGuard, name: 'Guard, set like the others' };

function restartedUntil(evidence: RestartedEvidence, minute: number): RestartedEvidence {
  const due = Math.floor(minute / MINUTES_BETWEEN_STARTS) - evidence.sinceRestarts.length;
  return due <= 0 ? evidence : restartedUntil(valueOf(afterRestart(evidence)), minute);
}

function valueOf<T>(result: Result<T, string>): T {
  if (!result.ok) throw new Error(result.error);
  return result.value;
}
