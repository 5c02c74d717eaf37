import { ok } from '../../lib/result.ts';
import type { ReleasePlan } from '../../plan/index.ts';
import { signedBy } from '../journal/changelog.ts';
import type { Progress } from '../journal/progress.ts';
import type { Release } from '../journal/release.ts';
import { questionKey } from '../journal/question-key.ts';
import { signedChanges, type SignedChange } from './go-no-go/signed-parts.ts';
import { askedOf } from './questions.ts';
import { CLOSED_FOR_GOOD, refuse } from './situation.ts';

/** What loading a plan did. */
export type LoadedPlan = {
  /** Counts from 1 within a release. */
  readonly planVersion: number;
  /** What the program does otherwise by this version than by the one before; null: there was none before. */
  readonly changes: readonly string[] | null;
  /** What no longer counts, a sentence each. */
  readonly voided: readonly string[];
};

/** What the program does otherwise by the second plan than by the first, a sentence each. */
export function changesBetween(before: ReleasePlan, after: ReleasePlan): readonly string[] {
  return signedChanges(before, after).flatMap(inWords);
}

function inWords({ part, before, after }: SignedChange): readonly string[] {
  if (!STATEMENTS.has(part)) return [`${part}: ${before ?? 'none'} → ${after ?? 'none'}`];
  return [
    ...(before === null ? [] : [`${part} gone: ${before}`]),
    ...(after === null ? [] : [`${part} new: ${after}`]),
  ];
}

const STATEMENTS: ReadonlySet<string> = new Set(['Success criterion', 'Rollback plan']);

/** What a changed plan takes away: the go, which was for another plan, and answers to what is not asked any more. */
export function voidedBy(
  after: ReleasePlan,
  { signatures, answers }: Pick<Progress, 'signatures' | 'answers'>,
): readonly string[] {
  const asked = new Set(askedOf(after).map(questionKey));
  const unasked = [...answers].filter(([key]) => !asked.has(key));
  return [
    ...signatures.map(({ who }) => `The go of ${signedBy(who)}`),
    ...unasked.map(
      ([, { question, who, yes }]) =>
        `The ${yes ? 'yes' : 'no'} of ${signedBy(who)} to “${question}”`,
    ),
  ];
}

/**
 * Whether a changed plan may replace the one a release runs by. What has been opened has happened: the
 * toggles, once anything is open, and every stage up to the open one must stay as they were.
 */
export function mayReplace({ plan, progress }: Release, changed: ReleasePlan) {
  if (progress.phase === 'closed') return refuse(...CLOSED_FOR_GOOD);
  if (progress.phase === 'draft') return ok(null);
  // Journals from before plans kept their toggles beside them don’t say which they were.
  const isUnknown = plan.unreadable !== null && plan.toggles.length === 0;
  if (!isUnknown && plan.toggles.join() !== changed.toggles.join()) {
    return refuse(CONTRADICTS, 'The toggles of a release that has begun can’t change.');
  }
  const openStages = progress.stage ? progress.stage.stage + 1 : 0;
  const touched = plan.stages.slice(0, openStages).find((stage, index) => {
    const after = changed.stages[index];
    return after?.letter !== stage.letter || after.percentage !== stage.percentage;
  });
  if (!touched) return ok(null);
  const { letter } = touched;
  return refuse(
    CONTRADICTS,
    `Stage ${letter} has been opened, so its letter and percentage can’t change.`,
  );
}

const CONTRADICTS = 'plan-contradicts-journal';
