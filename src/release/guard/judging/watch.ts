import { err, ok, type Result } from '../../../lib/result.ts';
import { floorProblem } from '../floor.ts';
import type { Label } from '../labels/label.ts';
import { afterLabelSinceRestarts, afterRestart } from '../labels/restarts.ts';
import { sampleProblem } from '../sample-ratio.ts';
import { judged } from './judged.ts';
import type { Observation, Signal } from './observation.ts';
import type { Watch } from './state.ts';

/** The error is a sentence: such an observation can’t be. It must not be counted. */
export function afterObservation(watch: Watch, observation: Observation): Result<Watch, string> {
  const next = including(watch, observation);
  return next.ok ? ok(judged(next.value)) : next;
}

function including(watch: Watch, observation: Observation): Result<Watch, string> {
  switch (observation.kind) {
    case 'label':
      return includingLabel(watch, observation.signal, observation.label);
    case 'restart':
      return includingRestart(watch);
    case 'floor':
      return unless(floorProblem(observation.floor.count), { ...watch, floor: observation.floor });
    case 'sample':
      return unless(sampleProblem(observation.sample), { ...watch, sample: observation.sample });
  }
}

function includingLabel(watch: Watch, signal: Signal, label: Label): Result<Watch, string> {
  const next = afterLabelSinceRestarts(watch.labels[signal], label);
  return next.ok ? ok({ ...watch, labels: { ...watch.labels, [signal]: next.value } }) : next;
}

function includingRestart(watch: Watch): Result<Watch, string> {
  const label = afterRestart(watch.labels.label);
  const slow = afterRestart(watch.labels.slow);
  const other = afterRestart(watch.labels.other);
  if (!label.ok) return label;
  if (!slow.ok) return slow;
  if (!other.ok) return other;
  const labels = { label: label.value, slow: slow.value, other: other.value };
  return ok({ ...watch, labels });
}

function unless(problem: string | null, watch: Watch): Result<Watch, string> {
  return problem === null ? ok(watch) : err(problem);
}
