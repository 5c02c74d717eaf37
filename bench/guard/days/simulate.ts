import { emptyDay, MINUTES_A_DAY, type Day, type FirstError } from './day.ts';
import type { Random } from './random.ts';
import type { Traffic } from './traffic.ts';
import { visit, type Surroundings } from './visit.ts';
import { arrival, erringShare } from './visitor.ts';

const SWING_OVER_THE_DAY = 0.8;

/** An outage does not begin in the first or the last hour. */
const OUTAGE_BEGINS = { from: 60, to: 1_380 };

/** One day of visits, one session a visitor. */
export function simulateDay(traffic: Traffic, random: Random): Day {
  const firstErrors: FirstError[] = [];
  const day = emptyDay({ firstErrors, erringShareBefore: erringShare(traffic) });
  const surroundings = { traffic, random, day, outage: placedOutage(traffic, random) };
  const phase = random.uniform() * 2 * Math.PI;
  for (let minute = 0; minute < MINUTES_A_DAY; minute++) {
    const time = (2 * Math.PI * minute) / MINUTES_A_DAY;
    const weight = 1 + SWING_OVER_THE_DAY * Math.sin(time + phase);
    const visitors = random.poisson((traffic.visitorsADay / MINUTES_A_DAY) * weight);
    for (let n = 0; n < visitors; n++) {
      const visitor = arrival(traffic, random, minute + random.uniform());
      const firstError = visit(visitor, surroundings);
      if (firstError !== null) firstErrors.push(firstError);
    }
  }
  firstErrors.sort((a, b) => a.at - b.at);
  return day;
}

export function placedOutage(
  { outage }: Pick<Traffic, 'outage'>,
  random: Random,
): Surroundings['outage'] {
  if (outage === null) return { from: Infinity, to: Infinity, errorShare: 0 };
  const from = OUTAGE_BEGINS.from + random.uniform() * (OUTAGE_BEGINS.to - OUTAGE_BEGINS.from);
  return { from, to: from + outage.minutes, errorShare: outage.errorShare };
}
