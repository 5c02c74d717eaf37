import { logFloor } from '../floor.ts';
import { logRestartedEvidence, type RestartedEvidence } from '../labels/restarts.ts';
import type { Components } from './combination.ts';
import type { Signal } from './observation.ts';
import type { Watch } from './state.ts';

/** ln of the evidence of each kind that the watch has seen; that of first errors always. */
export function componentsOf(watch: Watch): Components {
  const { labels, floor } = watch;
  return {
    label: logOf(watch, 'label'),
    ...(hasLabels(labels.slow) && { slow: logOf(watch, 'slow') }),
    ...(hasLabels(labels.other) && { other: logOf(watch, 'other') }),
    ...(floor && { floor: logFloor(floor.count) }),
  };
}

function logOf({ labels, rules }: Watch, signal: Signal): number {
  return logRestartedEvidence(labels[signal], rules.tolerance);
}

function hasLabels({ fromStart }: RestartedEvidence): boolean {
  return fromStart.counts.length > 0;
}
