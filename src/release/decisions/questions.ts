import { distance } from 'fastest-levenshtein';

import { roleNamedIn, type ReleasePlan } from '../../plan/index.ts';
import type { Who } from '../journal/journal.ts';
import type { Answered, Progress } from '../journal/progress.ts';
import { questionKey } from '../journal/question-key.ts';

/** The criteria that people answer. */
export function askedOf({ criteria }: Pick<ReleasePlan, 'criteria'>): readonly string[] {
  return criteria.filter(({ code }) => code === null).map(({ text }) => text);
}

export function answerTo(
  question: string,
  { answers }: Pick<Progress, 'answers'>,
): Answered | undefined {
  return answers.get(questionKey(question));
}

/** What was last answered to a question before; where it is new, to the one no longer asked whose words are nearest. */
export function earlierAnswersIn({
  plan,
  progress,
}: InRelease): (question: string) => Answered | undefined {
  const { answers, earlierAnswers } = progress;
  const asked = new Set(askedOf(plan).map(questionKey));
  const given = asked.size > MOST_COMPARED ? [] : [...new Map([...earlierAnswers, ...answers])];
  const former = given.filter(([key]) => !asked.has(key)).slice(-MOST_COMPARED);
  return (question) => {
    const key = questionKey(question);
    return earlierAnswers.get(key) ?? nearestIn(former, key);
  };
}

/** Questions to compare the words of, and characters of each: more than any plan asks, and no work to speak of. */
const MOST_COMPARED = 50;
const LONGEST_COMPARED = 500;

function nearestIn(
  former: readonly (readonly [string, Answered])[],
  key: string,
): Answered | undefined {
  const [nearest] = former
    .filter(([words]) => Math.max(words.length, key.length) <= LONGEST_COMPARED)
    .map(([words, answer]) => ({
      answer,
      share: distance(words, key) / Math.max(words.length, key.length),
    }))
    .filter(({ share }) => share <= MOST_REWORDED)
    .toSorted((one, other) => one.share - other.share);
  return nearest?.answer;
}

/** In letters changed, as a share of the longer one: with more, it is another question. */
const MOST_REWORDED = 0.5;

/** A plan, and what has been answered in its release. */
type InRelease = { readonly plan: ReleasePlan; readonly progress: Progress };

/** The questions of the plan that wait for an answer. */
export function openQuestions({ plan, progress }: InRelease): readonly string[] {
  return askedOf(plan).filter((question) => !answerTo(question, progress));
}

/**
 * The role that alone answers a question: the one that its sentence begins with, as in “The contact center raises no
 * concern” or “Contact center: no concern”, or that stands in parentheses at its end. Null: any operator may.
 */
export function ownerOf(question: string): string | null {
  return roleNamedIn(question);
}

/** Nobody answers for another. */
export function isAskedOf(question: string, { role }: Who): boolean {
  return [null, role].includes(ownerOf(question));
}

/** Each question with whom it is asked of: `“The contact center raises no concern” (contact center)`. */
export function questionsInWords(questions: readonly string[]): string {
  const named = questions.slice(0, MOST_NAMED).map((one) => `“${one}” (${ownerInWords(one)})`);
  const more = questions.length - named.length;
  return [...named, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}

const MOST_NAMED = 10;

function ownerInWords(question: string): string {
  return ownerOf(question)?.replace('-', ' ') ?? 'any operator';
}
