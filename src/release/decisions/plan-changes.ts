import { durationInWords } from '../../lib/duration.ts';
import { ok } from '../../lib/result.ts';
import type { PlannedStatement, ReleasePlan, ReleaseStage, Terms } from '../../plan/index.ts';
import { signedBy } from '../journal/changelog.ts';
import type { Progress } from '../journal/progress.ts';
import type { Release } from '../journal/release.ts';
import { questionKey } from '../journal/question-key.ts';
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
  return [
    ...changed('Toggles', before.toggles.join(', '), after.toggles.join(', ')),
    ...changed('Phase I', before.testing?.name ?? 'none', after.testing?.name ?? 'none'),
    ...stageChanges(before.stages, after.stages),
    ...statementChanges('Success criterion', before.criteria, after.criteria),
    ...statementChanges('Rollback plan', before.rollback, after.rollback),
    ...termChanges(before.terms, after.terms),
  ];
}

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

function changed(what: string, before: string, after: string): readonly string[] {
  return before === after ? [] : [`${what}: ${before} → ${after}`];
}

function stageChanges(
  before: readonly ReleaseStage[],
  after: readonly ReleaseStage[],
): readonly string[] {
  const letters = new Set([...before, ...after].map(({ letter }) => letter));
  const inWords = (stages: readonly ReleaseStage[], letter: string) => {
    const stage = stages.find((one) => one.letter === letter);
    return stage ? stageInWords(stage) : 'none';
  };
  return [...letters].flatMap((letter) =>
    changed(`Stage ${letter}`, inWords(before, letter), inWords(after, letter)),
  );
}

function stageInWords(stage: ReleaseStage): string {
  const { percentage, minimumMinutes, minimumBusinessDays, minimumUsers, unsafeToSwitchOff } =
    stage;
  const ofBusiness = minimumBusinessDays === undefined ? '' : ', business days alone';
  return [
    `${percentage} %`,
    minimumMinutes === null ? null : `at least ${durationInWords(minimumMinutes)}${ofBusiness}`,
    minimumUsers === null ? null : `at least ${minimumUsers} people`,
    unsafeToSwitchOff === null ? null : `not safe to switch off (${unsafeToSwitchOff})`,
  ]
    .filter((part) => part !== null)
    .join(', ');
}

function statementChanges(
  what: string,
  before: readonly PlannedStatement[],
  after: readonly PlannedStatement[],
): readonly string[] {
  const isIn = (statements: readonly PlannedStatement[]) => (one: PlannedStatement) =>
    statements.some(({ text, code }) => text === one.text && code === one.code);
  const gone = before.filter((one) => !isIn(after)(one));
  const come = after.filter((one) => !isIn(before)(one));
  return [
    ...gone.map(({ text }) => `${what} gone: ${text}`),
    ...come.map(({ text }) => `${what} new: ${text}`),
  ];
}

function termChanges(before: Terms, after: Terms): readonly string[] {
  const terms = Object.keys(after) as (keyof Terms)[];
  return terms.flatMap((term) =>
    changed(`Term “${term}”`, JSON.stringify(before[term]), JSON.stringify(after[term])),
  );
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
