import { DAY_MS } from '../../lib/duration.ts';
import type { Arms, Counts, Pages, Units } from '../../guard/index.ts';
import { minuteOf } from './kept/answer-count.ts';
import { dayOf, type PersonEvent } from './kept/person-event.ts';

/** Distinct people of one opening, by what was seen of them. */
export type OpeningPeople = {
  readonly came: Readonly<Record<PersonEvent['cohort'], number>>;
  readonly shown: number;
  readonly testersShown: number;
  readonly failed: Readonly<Record<PersonEvent['cohort'], number>>;
  readonly unserved: Readonly<Record<PersonEvent['cohort'], number>>;
};

const NO_ONE: OpeningPeople = {
  came: { open: 0, closed: 0, tester: 0 },
  shown: 0,
  testersShown: 0,
  failed: { open: 0, closed: 0, tester: 0 },
  unserved: { open: 0, closed: 0, tester: 0 },
};

const NO_UNITS: Units = { errors: 0, units: 0, unitsBeforeToday: 0 };

/** Plain data, so that it can be saved. */
export type PeopleSeenState = {
  readonly openings: Map<number, OpeningPeople>;
  readonly arrivals: Map<number, Arrivals>;
  readonly failed: { open: number; closed: number };
  units: Pages;
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
    return { share, ...this.state.units, stage: { open, closed }, dependencyDown };
  }

  /** Days only go on; what arrives late counts with the newest. */
  #turnDay(day: string): void {
    this.state.today = day;
    this.#turnsAtMs = endOfDay(day);
    const { feature, elsewhere } = this.state.units;
    this.state.units = { feature: onNextDay(feature), elsewhere: onNextDay(elsewhere) };
  }

  #noteInOpening({ kind, cohort, opening, at }: PersonEvent): void {
    if (kind === 'came' && cohort !== 'tester') this.#noteArrival(opening, cohort, minuteOf(at));
    const before = this.in(opening);
    const seen = seenAfter(before, kind, cohort);
    if (seen !== before) this.state.openings.set(opening, seen);
  }

  #noteArrival(opening: number, cohort: keyof Arrivals, minute: number): void {
    const times = this.#arrivalsIn(opening)[cohort];
    if (!times.has(minute)) forgetBefore(times, minute - ARRIVALS_KEPT_MINUTES);
    times.set(minute, (times.get(minute) ?? 0) + 1);
  }

  #arrivalsIn(opening: number): Arrivals {
    const known = this.state.arrivals.get(opening);
    if (known) return known;
    const arrivals = { open: new Map<number, number>(), closed: new Map<number, number>() };
    this.state.arrivals.set(opening, arrivals);
    return arrivals;
  }

  #noteInRun({ kind, cohort }: PersonEvent): void {
    if (kind === 'failed' && cohort !== 'tester') this.state.failed[cohort] += 1;
    this.state.units = withUnit(this.state.units, kind);
  }
}

function endOfDay(day: string): number {
  return day === '' ? -Infinity : Date.parse(day) + DAY_MS;
}

function seenAfter(
  seen: OpeningPeople,
  kind: PersonEvent['kind'],
  cohort: PersonEvent['cohort'],
): OpeningPeople {
  switch (kind) {
    case 'came':
      return { ...seen, came: withOneMore(seen.came, cohort) };
    case 'failed-in-opening':
      return { ...seen, failed: withOneMore(seen.failed, cohort) };
    case 'unserved':
      return { ...seen, unserved: withOneMore(seen.unserved, cohort) };
    case 'shown':
      return cohort === 'tester'
        ? { ...seen, testersShown: seen.testersShown + 1 }
        : { ...seen, shown: seen.shown + 1 };
    default:
      return seen;
  }
}

function withOneMore(
  { open, closed, tester }: OpeningPeople['came'],
  cohort: PersonEvent['cohort'],
): OpeningPeople['came'] {
  const counts = { open, closed, tester };
  counts[cohort] += 1;
  return counts;
}

function noOneSeen(): PeopleSeenState {
  const units = { feature: NO_UNITS, elsewhere: NO_UNITS };
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

function withUnit(units: Pages, kind: PersonEvent['kind']): Pages {
  const { feature, elsewhere } = units;
  switch (kind) {
    case 'met-feature-on-day':
      return { ...units, feature: oneMore(feature) };
    case 'met-elsewhere-on-day':
      return { ...units, elsewhere: oneMore(elsewhere) };
    case 'feature-failed-on-day':
      return { ...units, feature: oneMoreError(feature) };
    case 'elsewhere-failed-on-day':
      return { ...units, elsewhere: oneMoreError(elsewhere) };
    default:
      return units;
  }
}

const oneMore = (count: Units): Units => ({ ...count, units: count.units + 1 });
const oneMoreError = (count: Units): Units => ({ ...count, errors: count.errors + 1 });
const onNextDay = (count: Units): Units => ({ ...count, unitsBeforeToday: count.units });
