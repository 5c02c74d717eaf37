import { MINUTES_PER_DAY, MINUTES_PER_HOUR } from '../../lib/duration.ts';
import type { CountedAnswers } from './figures.ts';
import type { Cohort } from './observation.ts';
import { kindKeyOf, type AnswerCount } from './kept/answer-count.ts';
import { CLASS_ENDS_MS } from './kept/time-classes.ts';

type IsMeant = (answerCount: AnswerCount) => boolean;

export type AnswersSeen = {
  readonly answers: readonly CountedAnswers[];
  readonly times: readonly number[];
};

/** Counts of alike answers, by what they have in common. */
type Sums = Map<string, AnswerCount>;

/** Until then a count of a minute may still grow, and windows begin with the minute; older ones begin with the hour. */
const MINUTES_KEPT = MINUTES_PER_DAY + MINUTES_PER_HOUR;

/** Before any opening. */
const BASELINE = 0;

/**
 * The answers of a release. A sum for each opening goes along, so that a look costs the same however long it lasts;
 * for windows of time there are minutes, and hours once they are a day old.
 */
export class AnswerBook {
  readonly #openings = new Map<number, Sums>();
  readonly #minutes = new Map<number, Sums>();
  readonly #hours = new Map<number, Sums>();
  #newest = -Infinity;
  #baselineEnds = Infinity;

  /** Takes the place of an earlier count of the same kind in the same minute. The answer: how many are new. */
  note(counted: AnswerCount): number {
    const { minute, opening } = counted;
    this.#turnTo(minute);
    const added = this.#addToTime(counted);
    if (opening > BASELINE || minute < this.#baselineEnds) {
      addTo(pageOf(this.#openings, opening), counted, added);
    }
    return added;
  }

  /** From this minute on nothing is baseline any more. The first call says it for good. */
  endBaseline(minute: number): void {
    if (this.#baselineEnds < Infinity) return;
    this.#baselineEnds = minute;
    const baseline = pageOf(this.#openings, BASELINE);
    for (const [at, page] of this.#minutes) {
      if (at < minute) continue;
      for (const counted of page.values()) {
        if (counted.opening === BASELINE) addTo(baseline, counted, -counted.count);
      }
    }
  }

  /** From minute `from` on, up to but not including `to`. */
  between(from: number, to: number, isMeant: IsMeant): AnswersSeen {
    const minutes = Array.from({ length: Math.min(to - from, MINUTES_KEPT) }, (_, back) =>
      this.#minutes.get(to - 1 - back),
    );
    const hours = [...this.#hours].flatMap(([hour, page]) => {
      const begin = hour * MINUTES_PER_HOUR;
      return begin + MINUTES_PER_HOUR > from && begin < to ? [page] : [];
    });
    return seenOn([...hours, ...minutes.reverse().filter((page) => page !== undefined)], isMeant);
  }

  /** In these openings, the first of them and the last included; 0 is the baseline. */
  inOpenings(first: number, last: number, isMeant: IsMeant): AnswersSeen {
    const meant = [...this.#openings].filter(([opening]) => opening >= first && opening <= last);
    return seenOn(
      meant.map(([, page]) => page),
      isMeant,
    );
  }

  /** What comes later than that was written by an instance that could not write for a day: it is all new. */
  #addToTime(counted: AnswerCount): number {
    const { minute, count, opening } = counted;
    if (minute <= this.#newest - MINUTES_KEPT) {
      if (opening > BASELINE) addTo(pageOf(this.#hours, hourOf(minute)), counted, count);
      return count;
    }
    const page = pageOf(this.#minutes, minute);
    const key = kindKeyOf(counted);
    const added = count - (page.get(key)?.count ?? 0);
    page.set(key, counted);
    return added;
  }

  /** Minutes come about in order: one that came late waits for those before it. */
  #turnTo(minute: number): void {
    if (minute <= this.#newest) return;
    this.#newest = minute;
    for (const [at, page] of this.#minutes) {
      if (at > minute - MINUTES_KEPT) return;
      this.#minutes.delete(at);
      for (const counted of page.values()) {
        if (counted.opening === BASELINE) continue;
        addTo(pageOf(this.#hours, hourOf(at)), counted, counted.count);
      }
    }
  }
}

const hourOf = (minute: number): number => Math.floor(minute / MINUTES_PER_HOUR);

function pageOf(pages: Map<number, Sums>, key: number): Sums {
  const page = pages.get(key) ?? new Map<string, AnswerCount>();
  pages.set(key, page);
  return page;
}

function addTo(sums: Sums, counted: AnswerCount, added: number): void {
  const key = kindKeyOf(counted);
  sums.set(key, { ...counted, count: (sums.get(key)?.count ?? 0) + added });
}

function seenOn(pages: Iterable<Sums>, isMeant: IsMeant): AnswersSeen {
  const answers: CountedAnswers[] = [];
  const times = CLASS_ENDS_MS.map(() => 0).concat(0);
  for (const page of pages) {
    for (const counted of page.values()) {
      if (counted.count === 0 || !isMeant(counted)) continue;
      answers.push(counted);
      times[counted.timeClass] = (times[counted.timeClass] ?? 0) + counted.count;
    }
  }
  return { answers, times };
}

/** An answer of the feature itself to a person of this cohort. */
export function ofFeature(cohort: Cohort): (answerCount: AnswerCount) => boolean {
  return (answerCount) => answerCount.ofFeature && answerCount.cohort === cohort;
}

export function anywhere(cohort: Cohort): (answerCount: AnswerCount) => boolean {
  return (answerCount) => answerCount.cohort === cohort;
}
