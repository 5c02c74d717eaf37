import { logFloor } from '../floor.ts';
import type { Components } from './combination.ts';
import { evidenceBySignal } from './signal-labels.ts';
import type { Watch } from './state.ts';

/** ln of the evidence of each kind that the watch has seen; that of first errors always. */
export function componentsOf({ labels, rules, floor }: Watch): Components {
  return {
    ...evidenceBySignal(labels, rules),
    ...(floor && { floor: logFloor(floor.count) }),
  };
}
