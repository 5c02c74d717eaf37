import { DAY_MS } from '../../lib/duration.ts';
import type { Arms, Counts, Pages, Units } from '../../guard/index.ts';
import { minuteOf } from './kept/answer-count.ts';
import { dayOf, type PersonEvent } from './kept/person-event.ts';

type ByCohort = Record<PersonEvent['cohort'], number>;

/** Of one opening. Counts go up in place: of a million people there are millions of events. */
type OpeningSoFar = {
  readonly came: ByCohort;
  shown: number;
  testersShown: number;
  readonly failed: ByCohort;
  readonly unserved: ByCohort;
};
type UnitsSoFar = { -readonly [Count in keyof Units]: Units[Count] };

/** Distinct people of one opening, by what was seen of them. */
export type OpeningPeople = {
  readonly [What in keyof OpeningSoFar]: Readonly<OpeningSoFar[What]>;
};

const NO_ONE: OpeningPeople = noOneIn();

/** Plain data, so that it can be saved. */
export type PeopleSeenState = {
  readonly openings: Map<number, OpeningSoFar>;
  readonly arrivals: Map<number, Arrivals>;
  readonly failed: { open: number; closed: number };
  readonly units: Readonly<Record<keyof Pages, UnitsSoFar>>;
  today: string;
};

/** Counts people as they are seen, in the order in which the events were kept. */
export class PeopleSeen {
  readonly state: PeopleSeenState;
  /** Until when it is today: writing the day of each event takes longer than counting it. */
  #turnsAtMs: number;

  constructor(state: PeopleSeenState = noOneSeen()) {
    this.state = state;
    this.#turnsAtMs = endOfDay(state.today);
  }

  note(event: PersonEvent): void {
    if (event.at.getTime() >= this.#turnsAtMs) this.#turnDay(dayOf(event.at));
    this.#noteInOpening(event);
    this.#noteInRun(event);
  }

  in(opening: number): OpeningPeople {
    return this.state.openings.get(opening) ?? NO_ONE;
  }

  /** Who came in an opening, with the feature and without it, and how many of them had a visit fail in it. */
  arms(opening: number): Arms {
    const { came, failed } = this.in(opening);
    return {
      on: { evaluated: came.open, counted: failed.open },
      off: { evaluated: came.closed, counted: failed.closed },
    };
  }

  /** Who came in the run, each once in an opening. */
  get came(): Counts['stage'] {
    const openings = [...this.state.openings.values()];
    const ofCohort = (cohort: 'open' | 'closed') =>
      openings.reduce((sum, { came }) => sum + came[cohort], 0);
    return { open: ofCohort('open'), closed: ofCohort('closed') };
  }

  /** People with the feature who met an error that was not ours, each once in an opening of the run. */
  get unserved(): number {
    return [...this.state.openings.values()].reduce((sum, { unserved }) => sum + unserved.open, 0);
  }

  /** People with a first failed visit of the run. */
  get failed(): { readonly open: number; readonly closed: number } {
    return { ...this.state.failed };
  }

  /**
   * Who came in an opening up to the moment until which people of both cohorts are known: the post of one cohort may
   * come before that of the other. One of which nothing has come for a while is not waited for.
   */
  toldOfBoth(opening: number, now: Date): Counts['stage'] {
    const { open, closed } = this.in(opening).came;
    const came = { open, closed };
    const arrivals = this.state.arrivals.get(opening);
    if (!arrivals) return came;
    const lasts = [arrivals.open, arrivals.closed].map((times) => Math.max(...times.keys()));
    const until = Math.max(Math.min(...lasts), minuteOf(now) - PATIENCE_MINUTES);
    const afterwards = (times: ReadonlyMap<number, number>) =>
      [...times].reduce((sum, [minute, count]) => (minute > until ? sum + count : sum), 0);
    return {
      open: open - afterwards(arrivals.open),
      closed: closed - afterwards(arrivals.closed),
    };
  }

  counts(share: number, opening: number, dependencyDown: boolean): Counts {
    const { open, closed } = this.in(opening).came;
    const { feature, elsewhere } = this.state.units;
    const units = { feature: { ...feature }, elsewhere: { ...elsewhere } };
    return { share, ...units, stage: { open, closed }, dependencyDown };
  }

  /** Days only go on; what arrives late counts with the newest. */
  #turnDay(day: string): void {
    this.state.today = day;
    this.#turnsAtMs = endOfDay(day);
    for (const units of Object.values(this.state.units)) units.unitsBeforeToday = units.units;
  }

  #noteInOpening({ kind, cohort, opening, at }: PersonEvent): void {
    switch (kind) {
      case 'came':
        if (cohort !== 'tester') this.#noteArrival(opening, cohort, minuteOf(at));
        this.#seenIn(opening).came[cohort] += 1;
        break;
      case 'failed-in-opening':
        this.#seenIn(opening).failed[cohort] += 1;
        break;
      case 'unserved':
        this.#seenIn(opening).unserved[cohort] += 1;
        break;
      case 'shown':
        if (cohort === 'tester') this.#seenIn(opening).testersShown += 1;
        else this.#seenIn(opening).shown += 1;
        break;
      default:
    }
  }

  #seenIn(opening: number): OpeningSoFar {
    const known = this.state.openings.get(opening);
    if (known) return known;
    const seen = noOneIn();
    this.state.openings.set(opening, seen);
    return seen;
  }

  #noteArrival(opening: number, cohort: keyof Arrivals, minute: number): void {
    const times = this.#arrivalsIn(opening)[cohort];
    const before = times.get(minute);
    if (before === undefined) forgetBefore(times, minute - ARRIVALS_KEPT_MINUTES);
    times.set(minute, (before ?? 0) + 1);
  }

  #arrivalsIn(opening: number): Arrivals {
    const known = this.state.arrivals.get(opening);
    if (known) return known;
    const arrivals = { open: new Map<number, number>(), closed: new Map<number, number>() };
    this.state.arrivals.set(opening, arrivals);
    return arrivals;
  }

  #noteInRun({ kind, cohort }: PersonEvent): void {
    const { failed, units } = this.state;
    switch (kind) {
      case 'failed':
        if (cohort !== 'tester') failed[cohort] += 1;
        break;
      case 'met-feature-on-day':
        units.feature.units += 1;
        break;
      case 'met-elsewhere-on-day':
        units.elsewhere.units += 1;
        break;
      case 'feature-failed-on-day':
        units.feature.errors += 1;
        break;
      case 'elsewhere-failed-on-day':
        units.elsewhere.errors += 1;
        break;
      default:
    }
  }
}

function endOfDay(day: string): number {
  return day === '' ? -Infinity : Date.parse(day) + DAY_MS;
}

function noOneIn(): OpeningSoFar {
  const nobody = () => ({ open: 0, closed: 0, tester: 0 });
  return { came: nobody(), shown: 0, testersShown: 0, failed: nobody(), unserved: nobody() };
}

function noOneSeen(): PeopleSeenState {
  const none = () => ({ errors: 0, units: 0, unitsBeforeToday: 0 });
  const units = { feature: none(), elsewhere: none() };
  const failed = { open: 0, closed: 0 };
  return { openings: new Map(), arrivals: new Map(), failed, units, today: '' };
}

/** How many people came first in each minute. */
type Arrivals = Readonly<Record<'open' | 'closed', Map<number, number>>>;

const PATIENCE_MINUTES = 10;
/** Nobody asks for older ones, but for clocks that differ. */
const ARRIVALS_KEPT_MINUTES = 60;

function forgetBefore(times: Map<number, number>, minute: number): void {
  for (const at of times.keys()) if (at < minute) times.delete(at);
}
