import { distance } from 'fastest-levenshtein';

import type { ReleasePlan } from '../../plan/index.ts';
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
export function earlierAnswerTo(question: string, asking: InRelease): Answered | undefined {
  const { answers, earlierAnswers } = asking.progress;
  const key = questionKey(question);
  return (
    earlierAnswers.get(key) ?? formerAnswers(asking, new Map([...earlierAnswers, ...answers]), key)
  );
}

function formerAnswers(
  { plan }: InRelease,
  given: Progress['answers'],
  key: string,
): Answered | undefined {
  const asked = new Set(askedOf(plan).map(questionKey));
  const [nearest] = [...given]
    .filter(([former]) => !asked.has(former))
    .map(([former, answer]) => ({
      answer,
      share: distance(former, key) / Math.max(former.length, key.length),
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
  const [, named] = BEGINS_WITH_ROLE.exec(question) ?? ENDS_WITH_ROLE.exec(question) ?? [];
  return named === undefined ? null : named.toLowerCase().replace(/[\s-]+/, '-');
}

const ROLE = String.raw`(product[\s-]+manager|product[\s-]+owner|engineer|contact[\s-]+center|reviewer)`;
const BEGINS_WITH_ROLE = new RegExp(`^\\W*(?:the |our )?${ROLE}\\b`, 'i');
const ENDS_WITH_ROLE = new RegExp(`\\((?:the |our )?${ROLE}\\)\\W*$`, 'i');

/** Nobody answers for another. */
export function isAskedOf(question: string, { role }: Who): boolean {
  return [null, role].includes(ownerOf(question));
}

/** Each question with whom it is asked of: `“The contact center raises no concern” (contact center)`. */
export function questionsInWords(questions: readonly string[]): string {
  return questions.map((question) => `“${question}” (${ownerInWords(question)})`).join('; ');
}

function ownerInWords(question: string): string {
  return ownerOf(question)?.replace('-', ' ') ?? 'any operator';
}
