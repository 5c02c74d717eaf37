import { randomFrom } from '../days/random.ts';
import { simulateDay } from '../days/simulate.ts';
import { always, HEAVY_OUTAGE, USUAL, type Traffic } from '../days/traffic.ts';
import type { Options } from '../options.ts';
import { throughTheEngine, type Ended } from '../runs/engine-in-memory.ts';
import { keepsBudget, withBound } from './false-alarms.ts';

type EngineCell = { readonly name: string; readonly share: number; readonly traffic: Traffic };

const CELLS: readonly EngineCell[] = [
  cell('nothing wrong, 20 %', 0.2, { visitorsADay: 1_000, errorShare: 0.005 }),
  cell('heavy outage, 50 %', 0.5, { visitorsADay: 1_000, outage: HEAVY_OUTAGE }),
  cell('long bursts, 5 %', 0.05, { visitorsADay: 2_000, burst: { chance: 0.9, ends: 0.1 } }),
];

function cell(name: string, share: number, otherwise: Partial<Traffic>): EngineCell {
  return { name, share, traffic: { ...USUAL, ...otherwise, share: always(share) } };
}

/** Days without harm through the whole engine. The answer: is the budget of false rollbacks kept? */
export async function wholeEngineStudy({ runs, seed }: Options): Promise<boolean> {
  console.log(
    '\nDays without harm through the whole engine, every answer told: false rollbacks and holds',
  );
  const counted = [];
  for (const { name, share, traffic } of CELLS) {
    const ended: Ended[] = [];
    for (let run = 0; run < runs; run += 1) {
      const day = simulateDay(traffic, randomFrom(`${seed}, engine, ${name}, run ${run}`));
      ended.push(await throughTheEngine(day, share));
    }
    const alarms = ended.filter((end) => end === 'rolled back').length;
    const holds = ended.filter((end) => end === 'held').length;
    const row = withBound(name, runs, alarms);
    counted.push(row);
    const upper = (100 * row.upper).toFixed(2);
    console.log(
      `  ${name.padEnd(28)}${`${alarms} of ${runs}`.padEnd(14)}at most ${upper} %   held in ${holds}`,
    );
  }
  return keepsBudget(counted);
}
