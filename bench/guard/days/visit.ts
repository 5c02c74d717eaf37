import { count, MINUTES_A_DAY, type Day, type FirstError } from './day.ts';
import type { Random } from './random.ts';
import type { Effect, Traffic } from './traffic.ts';
import { isInGap, type Visitor } from './visitor.ts';

export type Surroundings = {
  readonly traffic: Traffic;
  readonly random: Random;
  /** Where the visit is counted. */
  readonly day: Day;
  readonly outage: { readonly from: number; readonly to: number; readonly errorShare: number };
};

export const MINUTES_BETWEEN_REQUESTS = 0.7;
const MINUTES_TO_THE_BURST = 0.2;

/** Counts one session, request by request; gives its first error that was heard of. */
export function visit(visitor: Visitor, surroundings: Surroundings): FirstError | null {
  const { random, day } = surroundings;
  let firstError = Infinity;
  let firstHarm = Infinity;
  let at = visitor.start;
  for (let n = 0; n < visitor.requests && at < MINUTES_A_DAY; n++) {
    const heard = isHeard(visitor, surroundings, at);
    if (heard) count(day[visitor.arm].requests, at);
    const byItself = random.uniform() < errorShareAt(visitor, surroundings, at);
    const byChange = isBroken(visitor.effect, { n, at }, random);
    if (byItself || byChange) {
      if (heard) count(day[visitor.arm].errors, at);
      burst(visitor, surroundings, at + MINUTES_TO_THE_BURST);
      if (heard) firstError = Math.min(firstError, at);
      if (byChange) firstHarm = Math.min(firstHarm, at);
    }
    at += random.exponential(MINUTES_BETWEEN_REQUESTS);
  }
  return summedUp(visitor, day, { firstError, firstHarm });
}

function isHeard(visitor: Visitor, { traffic }: Surroundings, at: number): boolean {
  return !visitor.unheard && !isInGap(traffic, at);
}

export function errorShareAt(
  { errorShare }: Pick<Visitor, 'errorShare'>,
  { outage }: Pick<Surroundings, 'outage'>,
  at: number,
): number {
  const inOutage = at >= outage.from && at < outage.to;
  return inOutage ? Math.max(errorShare, outage.errorShare) : errorShare;
}

type Request = { readonly n: number; readonly at: number };

function isBroken(effect: Effect | null, { n, at }: Request, random: Random): boolean {
  if (effect === null || at < effect.fromMinute) return false;
  if (effect.requests === 'first' && n > 0) return false;
  return random.uniform() < effect.delta * (effect.grows ? at / MINUTES_A_DAY : 1);
}

/** Tries that follow a failure and fail like it. They change no first error, since they come after it. */
function burst(visitor: Visitor, surroundings: Surroundings, at: number): void {
  const { traffic, random, day } = surroundings;
  if (random.uniform() >= traffic.burst.chance || at >= MINUTES_A_DAY) return;
  const requests = random.geometric(traffic.burst.ends);
  if (!isHeard(visitor, surroundings, at)) return;
  count(day[visitor.arm].requests, at, requests);
  count(day[visitor.arm].errors, at, requests);
}

type Firsts = { readonly firstError: number; readonly firstHarm: number };

function summedUp(
  visitor: Visitor,
  day: Day,
  { firstError, firstHarm }: Firsts,
): FirstError | null {
  const { start, arm, share, unheard } = visitor;
  if (!unheard) count(day[arm].visitors, start);
  if (firstHarm < Infinity) day.harmedAt.push(firstHarm);
  if (firstError === Infinity) return null;
  count(day[arm].newlyErring, firstError);
  return { at: firstError, arm, share };
}
