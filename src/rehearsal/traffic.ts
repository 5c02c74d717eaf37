import { MINUTES_PER_DAY } from '../lib/duration.ts';
import type { Chance } from './chance.ts';
import type { Population } from './population.ts';
import {
  CONTENT_SHARE,
  DAILY_SWING,
  FEATURE_REQUEST_EVERY,
  FURTHER_REQUESTS,
  MEDIAN_MS,
  SPREAD_OF_LOG_MS,
  type Scenario,
} from './scenario.ts';
import type { Tally } from './tally.ts';

/** Whose page failed: the feature’s own, or any other. */
export type Where = 'feature' | 'elsewhere';

/** What there is to see while people visit. */
export type Observer = {
  /** Somebody came, to whom the feature is open or not. */
  readonly came: (visitor: Visitor) => void;
  /** A request of theirs failed through our own fault, for the feature itself or for another page. */
  readonly failed: (visitor: Visitor, where: Where) => void;
  /** The feature asked the service behind it. */
  readonly asked: (failed: boolean) => void;
  /** Somebody met a failure that the regression made. */
  readonly harmed: (person: number) => void;
};

export type Visitor = { readonly person: number; readonly open: boolean };

/** What goes wrong in this minute. */
export type Trouble = {
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
  readonly tally: Tally;
  readonly observer: Observer;
};

/** One minute of visits, with the feature open to this share of people. `minute` counts from midnight. */
export function passMinute(
  simulation: Simulation,
  { minute, share }: { readonly minute: number; readonly share: number },
  trouble: Trouble,
): void {
  const { scenario, chance, population } = simulation;
  const expected = (scenario.usersPerDay / MINUTES_PER_DAY) * dayCurve(minute);
  for (let left = chance.poisson(expected); left > 0; left -= 1) {
    const person = chance.below(population.size);
    visit(simulation, { person, open: (population.place[person] ?? 1) < share }, trouble);
  }
}

function dayCurve(minute: number): number {
  const fromTen = (minute % MINUTES_PER_DAY) / MINUTES_PER_DAY - 10 / 24;
  return 1 + DAILY_SWING * Math.sin(2 * Math.PI * fromTen);
}

function visit(simulation: Simulation, visitor: Visitor, trouble: Trouble): void {
  simulation.observer.came(visitor);
  const requests = 1 + simulation.chance.poisson(FURTHER_REQUESTS);
  for (let index = 0; index < requests; index += 1) {
    const isForFeature = visitor.open && index % FEATURE_REQUEST_EVERY === 0;
    if (isForFeature) askFeature(simulation, visitor, trouble);
    else askElsewhere(simulation, visitor);
  }
}

function askElsewhere({ scenario, chance, tally, observer }: Simulation, visitor: Visitor): void {
  const fails = chance.fraction() < scenario.errorRate;
  if (!visitor.open) tally.add('closedRequests');
  if (!visitor.open && fails) tally.add('closedFailures');
  if (fails) observer.failed(visitor, 'elsewhere');
}

function askFeature(simulation: Simulation, visitor: Visitor, trouble: Trouble): void {
  const { scenario, chance, tally, observer } = simulation;
  tally.add('requests');
  const status = trouble.answers.shift();
  if (status !== undefined && status < 500) {
    tally.add('clientErrors');
    return;
  }
  const failsAnyway = chance.fraction() < scenario.errorRate || status !== undefined;
  const isHarmed = trouble.regression > 0 && chance.fraction() < trouble.regression;
  if (isHarmed) observer.harmed(visitor.person);
  if (failsAnyway || isHarmed) {
    tally.add('failures');
    observer.failed(visitor, 'feature');
    return;
  }
  observer.asked(trouble.dependencyDown);
  if (trouble.dependencyDown) tally.add('dependencyFailures');
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
