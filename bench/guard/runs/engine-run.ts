import { randomFrom } from '../days/random.ts';
import { simulateDay } from '../days/simulate.ts';
import type { Traffic } from '../days/traffic.ts';
import { throughTheEngine, type Ended } from './engine-in-memory.ts';

export type EngineRun = {
  readonly traffic: Traffic;
  readonly share: number;
  readonly seed: string;
};

/** One day through the whole engine; the same for the same seed, wherever it runs. */
export function throughOneDay({ traffic, share, seed }: EngineRun): Promise<Ended> {
  return throughTheEngine(simulateDay(traffic, randomFrom(seed)), share);
}
