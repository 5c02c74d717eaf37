import { durationInWords } from '../../../lib/duration.ts';
import type { GoItem, PlannedStatement, ReleasePlan, ReleaseStage } from '../../../plan/index.ts';

/** A part of a plan that people sign for, and says otherwise now. Null: it was not there, or is not any more. */
export type SignedChange = {
  /** `Stage A`, `Success criterion`. */
  readonly part: string;
  readonly before: string | null;
  readonly after: string | null;
};

type SignedPart = readonly [part: string, words: string];

/**
 * What the second plan says otherwise than the first in what people sign for: toggles, Phase I, stages, success
 * criteria, rollback plan, terms and items of the go/no-go, to the character.
 */
export function signedChanges(before: ReleasePlan, after: ReleasePlan): readonly SignedChange[] {
  return [
    ...changed(namedParts(before), namedParts(after)),
    ...listChanges('Success criterion', before.criteria, after.criteria),
    ...listChanges('Rollback plan', before.rollback, after.rollback),
    ...changed(termParts(before), termParts(after)),
    ...changed(itemParts(before), itemParts(after)),
  ];
}

function namedParts({ toggles, testing, stages }: ReleasePlan): readonly SignedPart[] {
  return [
    ['Toggles', toggles.join(', ')],
    ['Phase I', testing?.name ?? 'none'],
    ...stages.map((stage): SignedPart => [`Stage ${stage.letter}`, stageInWords(stage)]),
  ];
}

function stageInWords(stage: ReleaseStage): string {
  const { percentage, minimumMinutes, minimumBusinessDays, minimumUsers, unsafeToSwitchOff } =
    stage;
  const ofBusiness = minimumBusinessDays === undefined ? '' : ', business days alone';
  return [
    `${percentage}%`,
    minimumMinutes === null ? null : `at least ${durationInWords(minimumMinutes)}${ofBusiness}`,
    minimumUsers === null ? null : `at least ${minimumUsers} people`,
    unsafeToSwitchOff === null ? null : `not safe to switch off (${unsafeToSwitchOff})`,
  ]
    .filter((part) => part !== null)
    .join(', ');
}

/** What they change in the items is told with those. */
function termParts({ terms }: ReleasePlan): readonly SignedPart[] {
  const others = Object.entries(terms).filter(([term]) => term !== 'goItems');
  return others.map(([term, value]) => [`Term “${term}”`, JSON.stringify(value)]);
}

function itemParts({ goItems: { asked, dropped } }: ReleasePlan): readonly SignedPart[] {
  return [
    ...asked.map((item): SignedPart => [`Item “${item.text}”`, itemInWords(item)]),
    ...dropped.map(({ text, why }): SignedPart => [`Item “${text}”`, `not asked: ${why}`]),
  ];
}

function itemInWords({ owner, goodAnswer }: GoItem): string {
  return `asked of ${owner?.replaceAll('-', ' ') ?? 'any operator'}, good when ${goodAnswer}`;
}

function changed(
  before: readonly SignedPart[],
  after: readonly SignedPart[],
): readonly SignedChange[] {
  const [was, is] = [new Map(before), new Map(after)];
  const parts = [...new Set([...was.keys(), ...is.keys()])];
  return parts.flatMap((part) => {
    const change = { part, before: was.get(part) ?? null, after: is.get(part) ?? null };
    return change.before === change.after ? [] : [change];
  });
}

/** Those that are gone beside those that are new, in their order: a sentence that was mended stands beside itself. */
function listChanges(
  part: string,
  before: readonly PlannedStatement[],
  after: readonly PlannedStatement[],
): readonly SignedChange[] {
  const gone = before.filter((one) => !isIn(after, one));
  const come = after.filter((one) => !isIn(before, one));
  return Array.from({ length: Math.max(gone.length, come.length) }, (_, index) => ({
    part,
    before: gone[index]?.text ?? null,
    after: come[index]?.text ?? null,
  }));
}

function isIn(statements: readonly PlannedStatement[], one: PlannedStatement): boolean {
  return statements.some(({ text, code }) => text === one.text && code === one.code);
}
