import { count, emptyArm, MINUTES_A_DAY, nothingCounted, type Arm, type Day } from './day.ts';
import type { FirstError } from './day.ts';
import type { Random } from './random.ts';
import type { Traffic } from './traffic.ts';

const SWING_OVER_THE_DAY = 0.8;
const FURTHER_REQUESTS = 5;
const MINUTES_BETWEEN_REQUESTS = 0.7;

/** Some people's requests fail far more often than others'; the mean over people stays. */
const ERROR_PRONE = { share: 0.02, times: 20 };
const MEAN_FACTOR = 1 + ERROR_PRONE.share * (ERROR_PRONE.times - 1);

/** Who meets an error often tries again at once, and fails again. */
const BURST = { chance: 0.5, afterMinutes: 0.2, ends: 0.4 };

/** An outage does not begin in the first or the last hour. */
const OUTAGE_BEGINS = { from: 60, to: 1_380 };

/** One day of one session a visitor. */
export function simulateDay(traffic: Traffic, random: Random): Day {
  const firstErrors: FirstError[] = [];
  const day = {
    treated: emptyArm(),
    control: emptyArm(),
    newlyHarmed: nothingCounted(),
    firstErrors,
  };
  const world = { traffic, random, outage: placedOutage(traffic, random) };
  const phase = random.uniform() * 2 * Math.PI;
  for (let minute = 0; minute < MINUTES_A_DAY; minute++) {
    const weight =
      1 + SWING_OVER_THE_DAY * Math.sin((2 * Math.PI * minute) / MINUTES_A_DAY + phase);
    const visitors = random.poisson((traffic.visitorsADay / MINUTES_A_DAY) * weight);
    for (let n = 0; n < visitors; n++) visit(world, day, minute + random.uniform());
  }
  firstErrors.sort((a, b) => a.at - b.at);
  return day;
}

type World = {
  readonly traffic: Traffic;
  readonly random: Random;
  readonly outage: { readonly from: number; readonly to: number; readonly errorShare: number };
};

type GrowingDay = Day & { readonly firstErrors: FirstError[] };

function placedOutage({ outage }: Traffic, random: Random): World['outage'] {
  if (outage === null) return { from: Infinity, to: Infinity, errorShare: 0 };
  const from = OUTAGE_BEGINS.from + random.uniform() * (OUTAGE_BEGINS.to - OUTAGE_BEGINS.from);
  return { from, to: from + outage.minutes, errorShare: outage.errorShare };
}

function visit(world: World, day: GrowingDay, start: number): void {
  const { traffic, random, outage } = world;
  const treated = random.uniform() < traffic.share;
  const arm = treated ? day.treated : day.control;
  const factor = (random.uniform() < ERROR_PRONE.share ? ERROR_PRONE.times : 1) / MEAN_FACTOR;
  const usual = traffic.errorShare * factor;
  const effect = treated ? traffic.effect : null;
  let firstError = Infinity;
  let firstHarm = Infinity;
  let left = 1 + random.poisson(FURTHER_REQUESTS);
  for (let at = start; left > 0 && at < MINUTES_A_DAY; left--) {
    count(arm.requests, at);
    const inOutage = at >= outage.from && at < outage.to;
    const byItself = random.uniform() < (inOutage ? Math.max(usual, outage.errorShare) : usual);
    const byChange = effect !== null && at >= effect.fromMinute && random.uniform() < effect.delta;
    if (byItself || byChange) {
      fail(arm, at, random);
      firstError = Math.min(firstError, at);
      if (byChange) firstHarm = Math.min(firstHarm, at);
    }
    at += random.exponential(MINUTES_BETWEEN_REQUESTS);
  }
  count(arm.visitors, start);
  if (firstHarm < Infinity) count(day.newlyHarmed, firstHarm);
  if (firstError < Infinity) {
    count(arm.newlyErring, firstError);
    day.firstErrors.push({ at: firstError, treated, share: traffic.share });
  }
}

function fail(arm: Arm, at: number, random: Random): void {
  count(arm.errors, at);
  if (random.uniform() >= BURST.chance) return;
  const again = at + BURST.afterMinutes;
  if (again >= MINUTES_A_DAY) return;
  const requests = random.geometric(BURST.ends);
  count(arm.requests, again, requests);
  count(arm.errors, again, requests);
}
