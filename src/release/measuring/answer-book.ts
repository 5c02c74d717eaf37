import type { CountedAnswers } from './figures.ts';
import type { Cohort } from './observation.ts';
import { keyOf, type AnswerCount } from './kept/answer-count.ts';
import { CLASS_ENDS_MS } from './kept/time-classes.ts';

/** The answerCounts of a release by minute, for sums over any stretch of time. */
export type AnswerBook = {
  /** Takes the place of an earlier count of the same kind in the same minute. */
  note(answerCount: AnswerCount): void;
  /** From minute `from` on, up to but not including `to`. */
  between(from: number, to: number, isMeant: IsMeant): AnswersSeen;
  /** In these openings, the first of them and the last included. */
  inOpenings(first: number, last: number, isMeant: IsMeant): AnswersSeen;
};

type IsMeant = (answerCount: AnswerCount) => boolean;

export type AnswersSeen = {
  readonly answers: readonly CountedAnswers[];
  readonly times: readonly number[];
};

type CountsOfMinute = ReadonlyMap<string, AnswerCount>;

export function answerBook(): AnswerBook {
  const minutes = new Map<number, Map<string, AnswerCount>>();
  return {
    note: (answerCount) => {
      const page = minutes.get(answerCount.minute) ?? new Map<string, AnswerCount>();
      page.set(keyOf(answerCount), answerCount);
      minutes.set(answerCount.minute, page);
    },
    between: (from, to, isMeant) => seenOn(pagesBetween(minutes, from, to), isMeant),
    inOpenings: (first, last, isMeant) =>
      seenOn(
        minutes.values(),
        (answerCount) =>
          answerCount.opening >= first && answerCount.opening <= last && isMeant(answerCount),
      ),
  };
}

/** The rules of a plan ask for the last hour again and again; a release has tens of thousands of minutes. */
function pagesBetween(
  minutes: ReadonlyMap<number, CountsOfMinute>,
  from: number,
  to: number,
): readonly CountsOfMinute[] {
  const wanted =
    to - from < minutes.size
      ? Array.from({ length: to - from }, (_, index) => from + index)
      : [...minutes.keys()].filter((minute) => minute >= from && minute < to);
  return wanted.flatMap((minute) => minutes.get(minute) ?? []);
}

function seenOn(pages: Iterable<CountsOfMinute>, isMeant: IsMeant): AnswersSeen {
  const answers: CountedAnswers[] = [];
  const times = CLASS_ENDS_MS.map(() => 0).concat(0);
  for (const page of pages) {
    for (const answerCount of page.values()) {
      if (!isMeant(answerCount)) continue;
      answers.push(answerCount);
      times[answerCount.timeClass] = (times[answerCount.timeClass] ?? 0) + answerCount.count;
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
