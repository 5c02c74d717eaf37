/** Days on which the change breaks things for the people treated, each in its own way. */
import { BREAKING, USUAL_CELLS, type Cell } from './cells.ts';
import { breaking, SHARED_OUTAGE, USUAL, type Effect } from './traffic.ts';

const NOON = 720;

/** On which every rule is set to its false alarms: nothing wrong, but for an outage of both arms. */
export const CALIBRATION_CELL: Cell = {
  name: 'calibration: shared outage',
  traffic: { ...USUAL, outage: SHARED_OUTAGE },
  partOfRuns: 1,
};

const SIZES: readonly string[] = Object.values(BREAKING);

export const HARM_CELLS: readonly Cell[] = [
  ...USUAL_CELLS.filter(({ name }) => SIZES.includes(name)),
  cell('breaks 2 % from noon on', breaking(0.02, { fromMinute: NOON })),
  cell('breaks 10 % from noon on', breaking(0.1, { fromMinute: NOON })),
  cell('breaks 30 % in one browser', breaking(0.3, { concerns: 0.1 })),
  cell('breaks 10 % of first requests', breaking(0.1, { requests: 'first' })),
  cell('slow leak up to 10 %', breaking(0.1, { grows: true })),
  cell('breaks 10 %, half unheard', breaking(0.1, { silenced: 0.5 })),
];

function cell(name: string, effect: Effect): Cell {
  return { name, traffic: { ...USUAL, effect }, partOfRuns: 1 };
}
