/** Days on which everybody has the feature: who comes to its own pages and to the others, and what fails where. */
import { MINUTES_A_DAY } from './day.ts';
import type { Random } from './random.ts';
import { placedOutage } from './simulate.ts';
import { USUAL, type Effect, type Outage } from './traffic.ts';
import { errorShareAt, MINUTES_BETWEEN_REQUESTS, type Surroundings } from './visit.ts';
import { errorFactor, FURTHER_REQUESTS } from './visitor.ts';

/** Errors and sessions are those of the usual day. */
export type OpenDay = {
  readonly name: string;
  /** Share of visitors who come to the feature's own pages. */
  readonly opens: number;
  /** Every page of everybody fails alike for a while. */
  readonly outage: Outage | null;
  /** What the change does to the requests to the feature's own pages. */
  readonly breaks: Pick<Effect, 'delta' | 'fromMinute'> | null;
};

export type PageRequest = {
  /** Minutes since the day began. */
  readonly at: number;
  readonly person: number;
  readonly ofFeature: boolean;
  readonly failed: boolean;
};

const VISITORS_A_DAY = 2_500;
/** Of the requests of somebody who opens the feature, after the first. */
const SHARE_OF_FEATURE = 0.5;

/** The requests of one day in the order of time. */
export function openDay(day: OpenDay, random: Random): readonly PageRequest[] {
  const chance = { random, outage: placedOutage(day, random) };
  const visitors = random.poisson(VISITORS_A_DAY);
  const requests = Array.from({ length: visitors }, (_, person) => requestsOf(person, day, chance));
  return requests.flat().toSorted((a, b) => a.at - b.at);
}

function requestsOf(
  person: number,
  { opens, breaks }: OpenDay,
  { random, outage }: Pick<Surroundings, 'random' | 'outage'>,
): readonly PageRequest[] {
  const errorShare = USUAL.errorShare * errorFactor(USUAL, random);
  const isOpening = random.uniform() < opens;
  let at = random.uniform() * MINUTES_A_DAY;
  const requests = Array.from({ length: 1 + random.poisson(FURTHER_REQUESTS) }, (_, n) => {
    if (n > 0) at += random.exponential(MINUTES_BETWEEN_REQUESTS);
    const ofFeature = isOpening && n > 0 && random.uniform() < SHARE_OF_FEATURE;
    const delta = ofFeature && breaks && at >= breaks.fromMinute ? breaks.delta : 0;
    const byItself = errorShareAt({ errorShare }, { outage }, at);
    const failed = random.uniform() < byItself + delta - byItself * delta;
    return { at, person, ofFeature, failed };
  });
  return requests.filter((request) => request.at < MINUTES_A_DAY);
}
