/** Rules that look at whose first errors they are: a treated person's or somebody else's. */
import { sinceTheStart, type Arm, type Day, type FirstError } from '../day.ts';
import { afterLabel, emptyEvidence, logEvidence, type Evidence } from '../plain-process.ts';
import { everyMinutes, silence, type Rule, type Scores } from './rule.ts';

const THRESHOLD = Math.log(100);
const THRESHOLD_OF_TWO = Math.log(200);

/** The guard's plain process: weight 1, no restarts. */
export const labelMixture: Rule = {
  name: 'Label mixture',
  minutesBetweenLooks: 1,
  threshold: THRESHOLD,
  scores: (day) => {
    let evidence = emptyEvidence();
    return afterEach(day, (label) => {
      evidence = afterLabel(evidence, label);
      return logEvidence(evidence);
    });
  },
};

const STARTS = 12;
const MINUTES_BETWEEN_STARTS = 120;

/** The mean of twelve such processes, each of which begins two hours after the one before. */
export const labelRestarts: Rule = {
  name: 'Label, 12 restarts',
  minutesBetweenLooks: 1,
  threshold: THRESHOLD,
  scores: (day) => {
    const processes: Evidence[] = Array.from({ length: STARTS }, emptyEvidence);
    return afterEach(day, (label) => {
      const begun = Math.floor(label.at / MINUTES_BETWEEN_STARTS) + 1;
      let sum = STARTS - begun;
      for (let start = 0; start < begun; start++) {
        const evidence = afterLabel(processes[start] ?? emptyEvidence(), label);
        processes[start] = evidence;
        sum += Math.exp(logEvidence(evidence));
      }
      return Math.log(sum / STARTS);
    });
  },
};

/** Two-sided: labels of both arms against the share, by a Dirichlet prior of one label (Lindon and Malek). */
export const dirichlet: Rule = {
  name: 'Dirichlet two-sided',
  minutesBetweenLooks: 1,
  threshold: THRESHOLD,
  scores: (day) => {
    const seen = { on: 0, off: 0 };
    let logOdds = 0;
    return afterEach(day, ({ arm, share }) => {
      const expected = arm === 'on' ? share : 1 - share;
      const predicted = (expected + seen[arm]) / (1 + seen.on + seen.off);
      seen[arm]++;
      return (logOdds += Math.log(predicted / expected));
    });
  },
};

const CEILING = 0.03;
const CEILING_RATIOS = [1.5, 2, 3, 5, 10, 20];

/** Labels, or too large a share of the treated people with an error while the others’ is in order. */
export const labelAndFloor: Rule = {
  name: 'Label + floor',
  minutesBetweenLooks: 1,
  threshold: THRESHOLD_OF_TWO,
  scores: (day) => {
    const labels = labelMixture.scores(day);
    const treated = floorOf(day.on);
    const control = floorOf(day.off);
    return everyMinutes(1, (minute) => {
      const label = labels[minute] ?? -Infinity;
      return control(minute) < THRESHOLD_OF_TWO ? Math.max(label, treated(minute)) : label;
    });
  },
};

/** Evidence that more than the ceiling's share of an arm's people meet an error. */
function floorOf(arm: Arm): (minute: number) => number {
  const visitors = sinceTheStart(arm.visitors);
  const erring = sinceTheStart(arm.newlyErring);
  return (minute) => logFloor(erring[minute] ?? 0, visitors[minute] ?? 0);
}

export function logFloor(erring: number, people: number): number {
  const logs = CEILING_RATIOS.map((ratio) => {
    const share = Math.min(0.95, CEILING * ratio);
    return (
      erring * Math.log(share / CEILING) + (people - erring) * Math.log((1 - share) / (1 - CEILING))
    );
  });
  const most = Math.max(...logs);
  return most + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - most), 0) / logs.length);
}

/** The score after each first error; of those in one minute, the largest. */
function afterEach({ firstErrors }: Day, score: (error: FirstError) => number): Scores {
  const scores = silence();
  for (const error of firstErrors) {
    const minute = Math.floor(error.at);
    scores[minute] = Math.max(scores[minute] ?? -Infinity, score(error));
  }
  return scores;
}
