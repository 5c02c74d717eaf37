import { always, HEAVY_OUTAGE, USUAL, type Traffic } from '../days/traffic.ts';
import type { Options } from '../options.ts';
import type { Crew } from '../runs/crew.ts';
import { keepsBudget, withBound } from './false-alarms.ts';

type EngineCell = { readonly name: string; readonly share: number; readonly traffic: Traffic };

const CELLS: readonly EngineCell[] = [
  cell('nothing wrong, 20%', 0.2, { visitorsADay: 1_000, errorShare: 0.005 }),
  cell('heavy outage, 50%', 0.5, { visitorsADay: 1_000, outage: HEAVY_OUTAGE }),
  cell('long bursts, 5%', 0.05, { visitorsADay: 2_000, burst: { chance: 0.9, ends: 0.1 } }),
];

function cell(name: string, share: number, otherwise: Partial<Traffic>): EngineCell {
  return { name, share, traffic: { ...USUAL, ...otherwise, share: always(share) } };
}

/** Days without harm through the whole engine. The answer: is the budget of false rollbacks kept? */
export async function wholeEngineStudy(crew: Crew, { runs, seed }: Options): Promise<boolean> {
  console.log(
    '\nDays without harm through the whole engine, every answer told: false rollbacks and holds',
  );
  const counted = [];
  for (const { name, share, traffic } of CELLS) {
    const work = { through: 'engine', traffic, share } as const;
    const ended = await crew.simulate({ name, work, seed: `${seed}, engine, ${name}`, runs });
    const alarms = ended.filter((end) => end === 'rolled back').length;
    const holds = ended.filter((end) => end === 'held').length;
    const row = withBound(name, runs, alarms);
    counted.push(row);
    const upper = (100 * row.upper).toFixed(2);
    console.log(
      `  ${name.padEnd(28)}${`${alarms} of ${runs}`.padEnd(14)}at most ${upper}%   held in ${holds}`,
    );
  }
  return keepsBudget(counted);
}
