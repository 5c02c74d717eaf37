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

export const FURTHER_REQUESTS = 5;

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

export function errorFactor(traffic: Traffic, random: Random): number {
  const { usual, prone } = errorFactors(traffic);
  return random.uniform() < traffic.errorProne.share ? prone : usual;
}

function errorFactors({ errorProne: { share, times } }: Traffic): {
  readonly usual: number;
  readonly prone: number;
} {
  const mean = 1 + share * (times - 1);
  return { usual: 1 / mean, prone: times / mean };
}

/** Share of visitors who meet an error when nothing is the matter; exact, but for the end of the day. */
export function erringShare(traffic: Traffic): number {
  const { usual, prone } = errorFactors(traffic);
  const erring = (factor: number): number => {
    const fails = Math.min(1, traffic.errorShare * factor);
    // No error in the first request, nor in as many more as a Poisson number says.
    return 1 - (1 - fails) * Math.exp(-FURTHER_REQUESTS * fails);
  };
  const { share } = traffic.errorProne;
  return share * erring(prone) + (1 - share) * erring(usual);
}

/** Whether nothing is counted at this minute. */
export function isInGap({ telemetryGap }: Traffic, minute: number): boolean {
  if (telemetryGap === null) return false;
  const { fromMinute, minutes } = telemetryGap;
  return minute >= fromMinute && minute < fromMinute + minutes;
}
