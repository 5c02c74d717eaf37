/** Days on which everybody has the feature: who comes to its own pages and to the others, and what fails where. */
import type { Outage } from './traffic.ts';
import type { Random } from './random.ts';
import { MINUTES_A_DAY } from './day.ts';

export type OpenDay = {
  readonly name: string;
  readonly visitorsADay: number;
  /** Share of visitors who come to the feature's own pages. */
  readonly opens: number;
  /** Every page of everybody fails alike for a while. */
  readonly outage: Outage | null;
  /** Chance that a request to the feature's own pages fails because of the change, and from when on. */
  readonly breaks: { readonly delta: number; readonly fromMinute: number } | null;
};

export type PageRequest = {
  /** Minutes since the day began. */
  readonly at: number;
  readonly person: number;
  readonly ofFeature: boolean;
  readonly failed: boolean;
};

/** As on the usual day of the tables, people who are error-prone included. */
const ERROR_SHARE = 0.001;
const ERROR_PRONE = { share: 0.02, factor: 20 / 1.38, otherwise: 1 / 1.38 };
const FURTHER_REQUESTS = 5;
const MINUTES_BETWEEN_REQUESTS = 0.7;
/** Of the requests of somebody who opens the feature, after the first. */
const SHARE_OF_FEATURE = 0.5;

/** The requests of one day in the order of time. */
export function openDay(day: OpenDay, random: Random): readonly PageRequest[] {
  const outageFrom = 60 + random.uniform() * (MINUTES_A_DAY - 120);
  const errorShareAt = (at: number): number =>
    day.outage && at >= outageFrom && at < outageFrom + day.outage.minutes
      ? day.outage.errorShare
      : 0;
  const visitors = random.poisson(day.visitorsADay);
  const requests = Array.from({ length: visitors }, (_, person) =>
    requestsOf(person, day, { random, errorShareAt }),
  );
  return requests.flat().toSorted((a, b) => a.at - b.at);
}

type Surroundings = { readonly random: Random; readonly errorShareAt: (at: number) => number };

function requestsOf(
  person: number,
  { opens, breaks }: OpenDay,
  { random, errorShareAt }: Surroundings,
): readonly PageRequest[] {
  const isProne = random.uniform() < ERROR_PRONE.share;
  const usual = ERROR_SHARE * (isProne ? ERROR_PRONE.factor : ERROR_PRONE.otherwise);
  const isOpening = random.uniform() < opens;
  let at = random.uniform() * MINUTES_A_DAY;
  const requests = Array.from({ length: 1 + random.poisson(FURTHER_REQUESTS) }, (_, n) => {
    if (n > 0) at += random.exponential(MINUTES_BETWEEN_REQUESTS);
    const ofFeature = isOpening && n > 0 && random.uniform() < SHARE_OF_FEATURE;
    const delta = ofFeature && breaks && at >= breaks.fromMinute ? breaks.delta : 0;
    const chance = Math.max(usual, errorShareAt(at));
    return { at, person, ofFeature, failed: random.uniform() < chance + delta - chance * delta };
  });
  return requests.filter((request) => request.at < MINUTES_A_DAY);
}
