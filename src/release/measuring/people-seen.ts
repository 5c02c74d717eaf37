import type { Arms, Counts, Pages, Units } from '../../guard/index.ts';
import { dayOf, type PersonEvent } from './kept/person-event.ts';

/** Distinct people of one opening, by what was seen of them. */
export type OpeningPeople = {
  readonly came: Readonly<Record<PersonEvent['cohort'], number>>;
  readonly shown: number;
  readonly testersShown: number;
  readonly failed: Readonly<Record<PersonEvent['cohort'], number>>;
};

const NO_ONE: OpeningPeople = {
  came: { open: 0, closed: 0, tester: 0 },
  shown: 0,
  testersShown: 0,
  failed: { open: 0, closed: 0, tester: 0 },
};

const NO_UNITS: Units = { errors: 0, units: 0, unitsBeforeToday: 0 };

/** Counts people as they are seen, in the order in which the events were kept. */
export class PeopleSeen {
  readonly #openings = new Map<number, OpeningPeople>();
  readonly #failed = { open: 0, closed: 0 };
  #units: Pages = { feature: NO_UNITS, elsewhere: NO_UNITS };
  #today = '';

  note(event: PersonEvent): void {
    this.#turnDay(dayOf(event.at));
    this.#noteInOpening(event);
    this.#noteInRun(event);
  }

  in(opening: number): OpeningPeople {
    return this.#openings.get(opening) ?? NO_ONE;
  }

  /** Who came in an opening, with the feature and without it, and how many of them had a visit fail in it. */
  arms(opening: number): Arms {
    const { came, failed } = this.in(opening);
    return {
      on: { evaluated: came.open, counted: failed.open },
      off: { evaluated: came.closed, counted: failed.closed },
    };
  }

  /** People with a first failed visit of the run. */
  get failed(): { readonly open: number; readonly closed: number } {
    return { ...this.#failed };
  }

  counts(share: number, opening: number, dependencyDown: boolean): Counts {
    const { open, closed } = this.in(opening).came;
    return { share, ...this.#units, stage: { open, closed }, dependencyDown };
  }

  /** Days only go on; what arrives late counts with the newest. */
  #turnDay(day: string): void {
    if (day <= this.#today) return;
    this.#today = day;
    const { feature, elsewhere } = this.#units;
    this.#units = { feature: onNextDay(feature), elsewhere: onNextDay(elsewhere) };
  }

  #noteInOpening({ kind, cohort, opening }: PersonEvent): void {
    const seen = this.in(opening);
    const isTester = cohort === 'tester';
    const one = { [cohort]: seen.came[cohort] + 1 };
    if (kind === 'came') this.#openings.set(opening, { ...seen, came: { ...seen.came, ...one } });
    if (kind === 'failed-in-opening') {
      const failed = { ...seen.failed, [cohort]: seen.failed[cohort] + 1 };
      this.#openings.set(opening, { ...seen, failed });
    }
    if (kind !== 'shown') return;
    const shown = isTester ? { testersShown: seen.testersShown + 1 } : { shown: seen.shown + 1 };
    this.#openings.set(opening, { ...seen, ...shown });
  }

  #noteInRun({ kind, cohort }: PersonEvent): void {
    if (kind === 'failed' && cohort !== 'tester') this.#failed[cohort] += 1;
    this.#units = withUnit(this.#units, kind);
  }
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
