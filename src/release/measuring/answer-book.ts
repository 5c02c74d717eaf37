import { MINUTES_PER_HOUR } from '../../lib/duration.ts';
import type { CountedAnswers } from './figures.ts';
import type { Cohort } from './observation.ts';
import {
  kindKeyOf,
  kindOf,
  MINUTES_KEPT,
  type AnswerCount,
  type AnswerKind,
} from './kept/answer-count.ts';
import { CLASS_ENDS_MS } from './kept/time-classes.ts';

type IsMeant = (kind: AnswerKind) => boolean;

export type AnswersSeen = {
  readonly answers: readonly CountedAnswers[];
  readonly times: readonly number[];
};

/** Counts of alike answers, by the place of their kind in the book. */
type Sums = Map<number, number>;
type BookPages = Map<number, Sums>;

/** Plain data, so that it can be saved. */
export type BookState = {
  readonly kinds: AnswerKind[];
  readonly openings: BookPages;
  readonly minutes: BookPages;
  readonly hours: BookPages;
  newest: number;
  baselineEnds: number;
};

/** Before any opening. */
const BASELINE = 0;

/**
 * The answers of a release. A sum for each opening goes along, so that a look costs the same however long it lasts;
 * for windows of time there are minutes, and hours once they are a day old.
 */
export class AnswerBook {
  readonly state: BookState;
  readonly #places: Map<string, number>;

  constructor(state: BookState = emptyBook()) {
    this.state = state;
    this.#places = new Map(state.kinds.map((kind, place) => [kindKeyOf(kind), place]));
  }

  /** Takes the place of an earlier count of the same kind in the same minute. The answer: how many are new. */
  note(counted: AnswerCount): number {
    const { minute, opening } = counted;
    const { openings, baselineEnds } = this.state;
    const place = this.#placeOf(counted);
    this.#turnTo(minute);
    const added = this.#addToTime(place, counted);
    if (opening > BASELINE || minute < baselineEnds) addTo(openings, opening, [place, added]);
    return added;
  }

  /** Adds what came in an hour, told by its first minute, that no window will begin in any more. */
  noteHour(counted: AnswerCount): void {
    const { minute, opening, count } = counted;
    const { openings, hours, baselineEnds } = this.state;
    const place = this.#placeOf(counted);
    if (opening > BASELINE) addTo(hours, hourOf(minute), [place, count]);
    if (opening > BASELINE || minute < baselineEnds) addTo(openings, opening, [place, count]);
  }

  /** From this minute on nothing is baseline any more. The first call says it for good. */
  endBaseline(minute: number): void {
    const { state } = this;
    if (state.baselineEnds < Infinity) return;
    state.baselineEnds = minute;
    for (const [at, page] of state.minutes) {
      if (at < minute) continue;
      for (const [place, count] of page) {
        if (this.#isBaseline(place)) addTo(state.openings, BASELINE, [place, -count]);
      }
    }
  }

  /** From minute `from` on, up to but not including `to`. */
  between(from: number, to: number, isMeant: IsMeant): AnswersSeen {
    const { minutes, hours } = this.state;
    const pages = Array.from({ length: Math.min(to - from, MINUTES_KEPT) }, (_, back) =>
      minutes.get(to - 1 - back),
    );
    for (const [hour, page] of hours) {
      const begin = hour * MINUTES_PER_HOUR;
      if (begin + MINUTES_PER_HOUR > from && begin < to) pages.push(page);
    }
    return this.#seenOn(pages, isMeant);
  }

  /** Every sum from this minute on, by the minute in which it began: that of a minute, or of an hour once it is a day old. */
  forEachSince(
    from: number,
    visit: (minute: number, kind: AnswerKind, count: number) => void,
  ): void {
    const { hours, minutes, kinds } = this.state;
    const visitPage = (minute: number, page: Sums) => {
      for (const [place, count] of page) {
        const kind = kinds[place];
        if (kind && count > 0) visit(minute, kind, count);
      }
    };
    for (const [hour, page] of hours) {
      const minute = hour * MINUTES_PER_HOUR;
      if (minute + MINUTES_PER_HOUR > from) visitPage(minute, page);
    }
    for (const [minute, page] of minutes) if (minute >= from) visitPage(minute, page);
  }

  /** In these openings, the first of them and the last included; 0 is the baseline. */
  inOpenings(first: number, last: number, isMeant: IsMeant): AnswersSeen {
    const meant = [...this.state.openings].filter(
      ([opening]) => opening >= first && opening <= last,
    );
    return this.#seenOn(
      meant.map(([, page]) => page),
      isMeant,
    );
  }

  /** What comes later than that was written by an instance that could not write for a day: it is all new. */
  #addToTime(place: number, { minute, count, opening }: AnswerCount): number {
    const { newest, minutes, hours } = this.state;
    if (minute <= newest - MINUTES_KEPT) {
      if (opening > BASELINE) addTo(hours, hourOf(minute), [place, count]);
      return count;
    }
    const added = count - (minutes.get(minute)?.get(place) ?? 0);
    addTo(minutes, minute, [place, added]);
    return added;
  }

  /** Minutes come about in order: one that came late waits for those before it. */
  #turnTo(minute: number): void {
    const { state } = this;
    if (minute <= state.newest) return;
    state.newest = minute;
    for (const [at, page] of state.minutes) {
      if (at > minute - MINUTES_KEPT) return;
      state.minutes.delete(at);
      for (const sum of page) {
        if (!this.#isBaseline(sum[0])) addTo(state.hours, hourOf(at), sum);
      }
    }
  }

  #placeOf(counted: AnswerCount): number {
    const key = kindKeyOf(counted);
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    this.#places.set(key, this.state.kinds.length);
    return this.state.kinds.push(kindOf(counted)) - 1;
  }

  #isBaseline(place: number): boolean {
    return this.state.kinds[place]?.opening === BASELINE;
  }

  #seenOn(pages: Iterable<Sums | undefined>, isMeant: IsMeant): AnswersSeen {
    const sums: Sums = new Map();
    for (const page of pages) {
      for (const [place, count] of page ?? []) sums.set(place, (sums.get(place) ?? 0) + count);
    }
    const answers: CountedAnswers[] = [];
    const times = CLASS_ENDS_MS.map(() => 0).concat(0);
    for (const [place, count] of sums) {
      const kind = this.state.kinds[place];
      if (!kind || count === 0 || !isMeant(kind)) continue;
      answers.push({ ...kind, count });
      times[kind.timeClass] = (times[kind.timeClass] ?? 0) + count;
    }
    return { answers, times };
  }
}

function emptyBook(): BookState {
  const pages = { openings: new Map(), minutes: new Map(), hours: new Map() };
  return { kinds: [], ...pages, newest: -Infinity, baselineEnds: Infinity };
}

const hourOf = (minute: number): number => Math.floor(minute / MINUTES_PER_HOUR);

function addTo(pages: BookPages, key: number, [place, added]: readonly [number, number]): void {
  const page: Sums = pages.get(key) ?? new Map<number, number>();
  page.set(place, (page.get(place) ?? 0) + added);
  pages.set(key, page);
}

/** An answer of the feature itself to a person of this cohort. */
export function ofFeature(cohort: Cohort): (kind: AnswerKind) => boolean {
  return (kind) => kind.ofFeature && kind.cohort === cohort;
}

export function anywhere(cohort: Cohort): (kind: AnswerKind) => boolean {
  return (kind) => kind.cohort === cohort;
}
