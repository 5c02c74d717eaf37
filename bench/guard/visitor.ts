import type { Random } from './random.ts';
import type { Effect, Share, Traffic } from './traffic.ts';

/** Somebody who begins a session, as chance made them. */
export type Visitor = {
  /** Minutes since the day began. */
  readonly start: number;
  readonly arm: 'on' | 'off';
  /** Share of visitors treated at the start of the session. */
  readonly share: number;
  readonly requests: number;
  /** Chance that a request of theirs fails by itself. */
  readonly errorShare: number;
  /** What the change does to them. */
  readonly effect: Effect | null;
  /** Nothing of their session is ever counted. */
  readonly unheard: boolean;
};

const FURTHER_REQUESTS = 5;

export function arrival(traffic: Traffic, random: Random, start: number): Visitor {
  const share = shareAt(traffic.share, start);
  const treated = random.uniform() < share;
  const { effect, bots } = traffic;
  const concerned = treated && effect !== null && happens(effect.concerns, random);
  const silenced = treated && effect !== null && happens(effect.silenced, random);
  return {
    start,
    arm: treated ? 'on' : 'off',
    share,
    requests: happens(bots.share, random) ? bots.requests : 1 + random.poisson(FURTHER_REQUESTS),
    errorShare: traffic.errorShare * errorFactor(traffic, random),
    effect: concerned ? effect : null,
    unheard: silenced || isInGap(traffic, start),
  };
}

function shareAt(share: Share, minute: number): number {
  return share.findLast(({ fromMinute }) => fromMinute <= minute)?.share ?? 0;
}

/** Nothing is drawn for what is certain. */
function happens(chance: number, random: Random): boolean {
  if (chance <= 0 || chance >= 1) return chance >= 1;
  return random.uniform() < chance;
}

function errorFactor({ errorProne: { share, times } }: Traffic, random: Random): number {
  const mean = 1 + share * (times - 1);
  return (random.uniform() < share ? times : 1) / mean;
}

/** Whether nothing is counted at this minute. */
export function isInGap({ telemetryGap }: Traffic, minute: number): boolean {
  if (telemetryGap === null) return false;
  const { fromMinute, minutes } = telemetryGap;
  return minute >= fromMinute && minute < fromMinute + minutes;
}
