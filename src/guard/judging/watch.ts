import { err, ok, type Result } from '../../lib/result.ts';
import { floorProblem } from '../floor.ts';
import { sampleProblem } from '../sample-ratio.ts';
import { judged } from './judged.ts';
import type { Observation } from './observation.ts';
import { withLabel, withRestart, type SignalLabels } from './signal-labels.ts';
import type { Watch } from './state.ts';

/** The error is a sentence: such an observation can’t be. It must not be counted. */
export function afterObservation(watch: Watch, observation: Observation): Result<Watch, string> {
  const next = including(watch, observation);
  return next.ok ? ok(judged(next.value)) : next;
}

function including(watch: Watch, observation: Observation): Result<Watch, string> {
  switch (observation.kind) {
    case 'label':
      return withLabels(watch, withLabel(watch.labels, observation.signal, observation.label));
    case 'restart':
      return withLabels(watch, withRestart(watch.labels));
    case 'floor':
      return unless(floorProblem(observation.floor.count), { ...watch, floor: observation.floor });
    case 'sample':
      return unless(sampleProblem(observation.sample), { ...watch, sample: observation.sample });
  }
}

function withLabels(watch: Watch, labels: Result<SignalLabels, string>): Result<Watch, string> {
  return labels.ok ? ok({ ...watch, labels: labels.value }) : labels;
}

function unless(problem: string | null, watch: Watch): Result<Watch, string> {
  return problem === null ? ok(watch) : err(problem);
}
