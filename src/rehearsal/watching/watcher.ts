import { MINUTE_MS, MINUTES_PER_DAY, MINUTES_PER_HOUR } from '../../lib/duration.ts';
import type { OpenStage, RecordedFigures } from '../../release/journal/index.ts';
import {
  afterCall,
  afterFailedVisit,
  afterPlannedRestart,
  DEPENDENCY_WELL,
  guardRulesOf,
  harmReading,
  type HarmReading,
  newHarmWatch,
  restartsOf,
  type Assessment,
} from '../../guard/index.ts';
import { chanceOf } from '../people/chance.ts';
import { Crowd } from '../people/crowd.ts';
import { minuteCounts } from '../people/tally.ts';
import {
  faultsOf,
  passMinute,
  populationOf,
  type SimulatedVisitor,
  type Where,
} from '../people/traffic.ts';
import { plannedMinutes, type RehearsalSetting } from '../setting.ts';
import { measuringOf } from './measuring.ts';

/** In minutes; a bad answer has the rules looked at in any case. */
const RULES_EVERY = 15;

type Begin = { readonly seed: number; readonly horizon: number };

/** Lives through the traffic of one rehearsal, and watches it as the engine watches a release. */
export class Watcher {
  readonly #setting: RehearsalSetting;
  readonly #chance;
  readonly #population;
  readonly #crowd;
  readonly #tally;
  readonly #measuring;
  readonly #faults;
  #harm;
  #dependency = DEPENDENCY_WELL;
  #stage = { share: 0, openedAt: 0, restarts: new Set<number>() };
  #reading: HarmReading = { kind: 'no-harm-shown' };
  #now: Date;
  /** Of this minute: a person with the feature failed for the first time; an answer of the feature was bad. */
  #isLabelNew = false;
  #isAnswerBad = false;

  constructor(setting: RehearsalSetting, { seed, horizon }: Begin) {
    const { plan, rules, scenario, from } = setting;
    this.#setting = setting;
    this.#now = from;
    this.#chance = chanceOf(seed);
    this.#population = populationOf(scenario.usersPerDay, this.#chance);
    this.#crowd = new Crowd(this.#population);
    this.#tally = minuteCounts(horizon);
    this.#measuring = measuringOf(rules, { tally: this.#tally, crowd: this.#crowd, from });
    this.#faults = faultsOf(scenario, this.#chance, plannedMinutes(plan));
    this.#harm = newHarmWatch(guardRulesOf(plan));
  }

  stageOpened({ stage, percentage }: OpenStage, minute: number): void {
    const planned = this.#setting.plan.stages[stage];
    const restarts = planned ? restartsOf(planned) : [];
    const isFirst = minute === 0;
    this.#stage = {
      share: percentage / 100,
      openedAt: minute,
      restarts: new Set(isFirst ? restarts.slice(1) : restarts),
    };
    this.#crowd.openStage();
  }

  /** Lives through one minute of traffic. */
  pass(minute: number): void {
    const { scenario, from } = this.#setting;
    this.#now = new Date(from.getTime() + minute * MINUTE_MS);
    [this.#isLabelNew, this.#isAnswerBad] = [false, false];
    if (minute > 0) this.#tally.nextMinute();
    if (minute > 0 && minute % MINUTES_PER_DAY === 0) this.#crowd.nextDay();
    if (this.#stage.restarts.has(minute - this.#stage.openedAt)) this.#restart();
    passMinute(
      {
        scenario,
        chance: this.#chance,
        population: this.#population,
        tally: this.#tally,
        observer: this.#observer,
      },
      { minute: minutesSinceMidnight(from) + minute, share: this.#stage.share },
      this.#faults.at(minute),
    );
  }

  /** What is seen at the end of that minute, the success criteria not judged. */
  look(minute: number): Assessment {
    const isHour = minute % MINUTES_PER_HOUR === 0;
    if (this.#isLabelNew || this.#isAnswerBad || isHour) {
      this.#reading = harmReading(this.#harm, this.#counts());
    }
    const isDue = this.#isAnswerBad || minute % RULES_EVERY === 0;
    return {
      people: this.#crowd.exposed,
      harm: this.#reading,
      confounders: [],
      brokenRules: isDue ? this.#measuring.brokenRules(minute, this.#stage) : [],
      unmeasuredRules: [],
      unmetCriteria: null,
      dependencyDownSince: this.#dependency.downSince,
      blindSince: null,
      unhealthy: null,
    };
  }

  /** A sentence for each success criterion that is not met then. */
  judge(minute: number): readonly string[] {
    return this.#measuring.unmetCriteria(minute, this.#stage);
  }

  stageFigures(minute: number): RecordedFigures {
    return this.#measuring.stageFigures(minute, this.#stage);
  }

  get harmedPeople(): number {
    return this.#crowd.harmedPeople;
  }

  get randomNumbers(): number {
    return this.#chance.drawn();
  }

  readonly #observer = {
    came: (visitor: SimulatedVisitor) => {
      this.#crowd.came(visitor);
    },
    failed: (visitor: SimulatedVisitor, where: Where) => {
      const { person, open } = visitor;
      if (open) this.#crowd.unitFailed(person, where);
      this.#isAnswerBad ||= where === 'feature';
      if (!this.#crowd.failed(visitor)) return;
      this.#harm = afterFailedVisit(this.#harm, { open, share: this.#stage.share });
      this.#isLabelNew ||= open;
    },
    asked: (failed: boolean) => {
      this.#dependency = afterCall(this.#dependency, { failed, at: this.#now });
      this.#isAnswerBad ||= failed;
    },
    harmed: (person: number) => {
      this.#crowd.harmed(person);
    },
  };

  #counts() {
    return this.#crowd.counts(this.#stage.share, this.#dependency.downSince !== null);
  }

  #restart(): void {
    this.#harm = afterPlannedRestart(this.#harm, this.#counts());
  }
}

function minutesSinceMidnight(time: Date): number {
  return time.getUTCHours() * MINUTES_PER_HOUR + time.getUTCMinutes();
}
