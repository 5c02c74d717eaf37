import { DAYS_BETWEEN_VISITS } from '../../guard/index.ts';
import { MINUTES_PER_DAY } from '../../lib/duration.ts';
import {
  CONTENT_SHARE,
  DAILY_SWING,
  FEATURE_REQUEST_EVERY,
  FURTHER_REQUESTS,
  MEDIAN_MS,
  SPREAD_OF_LOG_MS,
  type Scenario,
} from '../scenario.ts';
import type { Chance } from './chance.ts';
import type { MinuteCounts } from './tally.ts';

/** Whose page failed: the feature’s own, or any other. */
export type Where = 'feature' | 'elsewhere';

/** What there is to see while people visit. */
export type Observer = {
  /** A person came, with the feature open to them or not. */
  readonly came: (visitor: SimulatedVisitor) => void;
  /** A request of theirs failed through our own fault, for the feature itself or for another page. */
  readonly failed: (visitor: SimulatedVisitor, where: Where) => void;
  /** The feature asked the service behind it. */
  readonly asked: (failed: boolean) => void;
  /** A person met a failure that the regression made. */
  readonly harmed: (person: number) => void;
};

export type SimulatedVisitor = { readonly person: number; readonly open: boolean };

/** All people who may come, by number. Each keeps the same place on the line from 0 to 1 for the whole run. */
export type Population = {
  readonly size: number;
  /** Open for a person when their place lies below the share. */
  readonly place: Float64Array;
};

export function populationOf(usersPerDay: number, chance: Chance): Population {
  const size = Math.max(1, Math.round(usersPerDay * DAYS_BETWEEN_VISITS));
  return { size, place: new Float64Array(size).map(() => chance.fraction()) };
}

/** What goes wrong in this minute. */
export type Faults = {
  /** Share of the feature's own requests that the regression makes fail. */
  readonly regression: number;
  readonly dependencyDown: boolean;
  /** Statuses that the next answers of the feature have. */
  readonly answers: number[];
};

export type Simulation = {
  readonly scenario: Scenario;
  readonly chance: Chance;
  readonly population: Population;
  readonly tally: MinuteCounts;
  readonly observer: Observer;
};

/** One minute of visits, with the feature open to this share of people. `minute` counts from midnight. */
export function passMinute(
  simulation: Simulation,
  { minute, share }: { readonly minute: number; readonly share: number },
  faults: Faults,
): void {
  const { scenario, chance, population } = simulation;
  const expected = (scenario.usersPerDay / MINUTES_PER_DAY) * dayCurve(minute);
  for (let left = chance.poisson(expected); left > 0; left -= 1) {
    const person = chance.below(population.size);
    visit(simulation, { person, open: (population.place[person] ?? 1) < share }, faults);
  }
}

function dayCurve(minute: number): number {
  const fromTen = (minute % MINUTES_PER_DAY) / MINUTES_PER_DAY - 10 / 24;
  return 1 + DAILY_SWING * Math.sin(2 * Math.PI * fromTen);
}

function visit(simulation: Simulation, visitor: SimulatedVisitor, faults: Faults): void {
  simulation.observer.came(visitor);
  const requests = 1 + simulation.chance.poisson(FURTHER_REQUESTS);
  for (let index = 0; index < requests; index += 1) {
    const isForFeature = visitor.open && index % FEATURE_REQUEST_EVERY === 0;
    if (isForFeature) askFeature(simulation, visitor, faults);
    else askElsewhere(simulation, visitor);
  }
}

function askElsewhere(
  { scenario, chance, tally, observer }: Simulation,
  visitor: SimulatedVisitor,
): void {
  const fails = chance.fraction() < scenario.errorRate;
  if (!visitor.open) tally.add('closedRequests');
  if (!visitor.open && fails) tally.add('closedFailures');
  if (fails) observer.failed(visitor, 'elsewhere');
}

function askFeature(simulation: Simulation, visitor: SimulatedVisitor, faults: Faults): void {
  const { scenario, chance, tally, observer } = simulation;
  tally.add('requests');
  const status = faults.answers.shift();
  if (status !== undefined && status < 500) {
    tally.add('clientErrors');
    return;
  }
  const failsAnyway = chance.fraction() < scenario.errorRate || status !== undefined;
  const isHarmed = faults.regression > 0 && chance.fraction() < faults.regression;
  if (isHarmed) observer.harmed(visitor.person);
  if (failsAnyway || isHarmed) {
    tally.add('failures');
    observer.failed(visitor, 'feature');
    return;
  }
  observer.asked(faults.dependencyDown);
  if (faults.dependencyDown) tally.add('dependencyFailures');
  else answerWell(simulation);
}

function answerWell({ chance, tally }: Simulation): void {
  if (chance.fraction() < CONTENT_SHARE) tally.add('withContent');
  tally.addTime(MEDIAN_MS * Math.exp(SPREAD_OF_LOG_MS * normal(chance)));
}

/** A number from the normal distribution with mean 0 and spread 1 (Box and Muller). */
function normal(chance: Chance): number {
  const radius = Math.sqrt(-2 * Math.log(1 - chance.fraction()));
  return radius * Math.cos(2 * Math.PI * chance.fraction());
}

/** What goes wrong when. Minutes count from the opening of the first stage. */
export type FaultPlan = { at(minute: number): Faults };

/** An outage without a start begins at a random minute of the planned time. */
export function faultsOf(scenario: Scenario, chance: Chance, plannedMinutes: number): FaultPlan {
  const { regression, outage } = scenario;
  const outageAt = outage && (outage.startMinutes ?? chance.below(plannedMinutes));
  const due = scenario.answers.toSorted((one, other) => one.afterMinutes - other.afterMinutes);
  const answers: number[] = [];
  return {
    at: (minute) => {
      for (let next = due[0]; next && next.afterMinutes <= minute; next = due[0]) {
        answers.push(next.status);
        due.shift();
      }
      const isDown =
        outageAt !== null && minute >= outageAt && minute < outageAt + (outage?.minutes ?? 0);
      const hasBegun = regression !== null && minute >= regression.onsetMinutes;
      return { regression: hasBegun ? regression.share : 0, dependencyDown: isDown, answers };
    },
  };
}
