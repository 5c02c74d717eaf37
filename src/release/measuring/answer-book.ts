import type { AnswerCount } from './figures.ts';
import type { Cohort } from './observation.ts';
import { keyOf, type Tally } from './tally.ts';
import { CLASS_ENDS_MS } from './time-classes.ts';

/** The tallies of a release by minute, for sums over any stretch of time. */
export type AnswerBook = {
  /** Takes the place of an earlier count of the same kind in the same minute. */
  note(tally: Tally): void;
  /** From minute `from` on, up to but not including `to`. */
  between(from: number, to: number, isMeant: IsMeant): AnswersSeen;
  /** In these openings, the first of them and the last included. */
  inOpenings(first: number, last: number, isMeant: IsMeant): AnswersSeen;
};

type IsMeant = (tally: Tally) => boolean;

export type AnswersSeen = {
  readonly answers: readonly AnswerCount[];
  readonly times: readonly number[];
};

type Page = ReadonlyMap<string, Tally>;

export function answerBook(): AnswerBook {
  const minutes = new Map<number, Map<string, Tally>>();
  return {
    note: (tally) => {
      const page = minutes.get(tally.minute) ?? new Map<string, Tally>();
      page.set(keyOf(tally), tally);
      minutes.set(tally.minute, page);
    },
    between: (from, to, isMeant) => seenOn(pagesBetween(minutes, from, to), isMeant),
    inOpenings: (first, last, isMeant) =>
      seenOn(
        minutes.values(),
        (tally) => tally.opening >= first && tally.opening <= last && isMeant(tally),
      ),
  };
}

/** The rules of a plan ask for the last hour again and again; a release has tens of thousands of minutes. */
function pagesBetween(
  minutes: ReadonlyMap<number, Page>,
  from: number,
  to: number,
): readonly Page[] {
  const wanted =
    to - from < minutes.size
      ? Array.from({ length: to - from }, (_, index) => from + index)
      : [...minutes.keys()].filter((minute) => minute >= from && minute < to);
  return wanted.flatMap((minute) => minutes.get(minute) ?? []);
}

function seenOn(pages: Iterable<Page>, isMeant: IsMeant): AnswersSeen {
  const answers: AnswerCount[] = [];
  const times = CLASS_ENDS_MS.map(() => 0).concat(0);
  for (const page of pages) {
    for (const tally of page.values()) {
      if (!isMeant(tally)) continue;
      answers.push(tally);
      times[tally.timeClass] = (times[tally.timeClass] ?? 0) + tally.count;
    }
  }
  return { answers, times };
}

/** An answer of the feature itself to somebody of this cohort. */
export function ofFeature(cohort: Cohort): (tally: Tally) => boolean {
  return (tally) => tally.ofFeature && tally.cohort === cohort;
}

export function anywhere(cohort: Cohort): (tally: Tally) => boolean {
  return (tally) => tally.cohort === cohort;
}
