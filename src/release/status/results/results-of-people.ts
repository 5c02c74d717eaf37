import type { Choice, PlanResult, PlanResults, ResultPlace } from '../../../plan/index.ts';
import { CHECK_INS } from '../../decisions/check-ins.ts';
import type { CheckInName, ResultField } from '../../journal/journal.ts';
import { draftOfQuestion, type SeenSinceLaunch } from '../after-launch/draft.ts';
import { signedBy } from '../../journal/changelog.ts';
import type { EnteredResult } from '../../journal/progress.ts';
import type { Release } from '../../journal/release.ts';
import { inOneField, withAttempt } from './measured-results.ts';
import {
  fieldsAfterLaunch,
  placesOfResults,
  type PlaceOfResults,
} from '../../decisions/from-people/results.ts';
import { said, type Said } from '../standing.ts';

/** What people entered, as the plan’s Results fields say it. The template has no field for the quality of feedback. */
export function resultsOfPeople({
  plan,
  progress,
}: Pick<Release, 'plan' | 'progress'>): PlanResults {
  const { entered, earlierEntered } = progress;
  const told = resultOfPeople(plan.stages);
  const superseded = earlierEntered.flatMap(told).map((one) => withAttempt(one, SUPERSEDED));
  return inOneField([...superseded, ...[...entered, ...waivedIn(progress)].flatMap(told)]);
}

/** What is no longer asked, by its place and field: the reason of the waiver stands where an answer would. */
function waivedIn({
  checkIns,
  entered,
}: Release['progress']): readonly (readonly [string, EnteredResult])[] {
  return [...checkIns].flatMap(([checkIn, { waived, why, who, at }]) => {
    const unasked = { who, at, why: `Waived: ${why ?? 'no reason given'}`, choice: null };
    return fieldsAfterLaunch(checkIn)
      .map((field) => [`${checkIn}/${field}`, unasked] as const)
      .filter(([key]) => waived && !entered.has(key));
  });
}

const SUPERSEDED = 'Earlier attempt, superseded';

function resultOfPeople(stages: Release['plan']['stages']) {
  return ([key, result]: readonly [string, EnteredResult]): PlanResults => {
    const [name = '', field] = key.split('/');
    const place = placeOf(stages, name);
    if (place === null) return [];
    if (place.kind === 'post-launch') return afterLaunch(place, field, result);
    if (field === 'handling') return [chosen(place, 'handling', result)];
    return field === 'changes' ? changesAt(place, result) : [];
  };
}

/** The template numbers these questions and has no field for them: each is known by its words. */
const QUESTIONS: Readonly<Record<string, PlanResult['name']>> = {
  success: 'success',
  feedback: 'qualitative feedback',
  assumptions: 'assumptions',
  evolution: 'evolution',
  'clean-up': 'clean-up',
};

function afterLaunch(place: ResultPlace, field: string | undefined, result: EnteredResult) {
  const name = QUESTIONS[field ?? ''];
  const words = { recorded: saidBy(result) };
  return name === undefined ? [] : [{ place, name, answer: { kind: 'words', words } } as const];
}

/** Of a stage the plan asks in words, elsewhere with a yes or no, and which. */
function changesAt(place: ResultPlace, result: EnteredResult): PlanResults {
  const words = { recorded: saidBy(result) };
  if (place.kind === 'stage') {
    const said = result.choice === 'no' ? { recorded: `None; ${saidBy(result)}` } : words;
    return [{ place, name: 'changes', answer: { kind: 'words', words: said } }];
  }
  const made = chosen(place, 'changes made', result);
  const lines = [result.choice === 'no' ? NO_CHANGE : words];
  return [made, { place, name: 'which changes', answer: { kind: 'lines', lines } }];
}

const NO_CHANGE = { recorded: 'None' };

function chosen(place: ResultPlace, name: PlanResult['name'], result: EnteredResult): PlanResult {
  const choice: Choice = result.choice ?? 'N/A';
  return { place, name, answer: { kind: 'choice', choice, words: { recorded: saidBy(result) } } };
}

function saidBy({ who, why }: EnteredResult): string {
  return why === null ? `says ${signedBy(who)}` : `${why} (${signedBy(who)})`;
}

function placeOf(stages: Release['plan']['stages'], name: string): ResultPlace | null {
  if (name === 'testing' || isAfterLaunch(name)) return { kind: name };
  const index = stages.findIndex(({ letter }) => letter === name);
  return index < 0 ? null : { kind: 'stage', index, letter: name };
}

function isAfterLaunch(name: string): name is CheckInName {
  return CHECK_INS.some((checkIn) => checkIn === name);
}

/** A place of the plan with what people are asked of it, and what they entered. */
export type ResultsAtPlace = PlaceOfResults & {
  readonly label: string;
  readonly entered: readonly EnteredStatus[];
  /** Who waived what is asked here, and why; null: nobody. */
  readonly waived: Said | null;
};

export type EnteredStatus = {
  readonly field: PlaceOfResults['fields'][number];
  /** Null: nothing was entered yet. */
  readonly said: {
    readonly choice: 'yes' | 'no' | null;
    readonly words: string | null;
    readonly by: string;
    /** ISO 8601. */
    readonly at: string;
  } | null;
  /** Of a post-launch question that is open: what the program can say; null: nothing, or nobody has looked. */
  readonly draft: string | null;
};

export function enteredAt(
  release: Pick<Release, 'plan' | 'progress' | 'entries'>,
  { seen, now }: { readonly seen: SeenSinceLaunch | null; readonly now: Date },
): readonly ResultsAtPlace[] {
  const draft = ({ place, notYet }: PlaceOfResults, field: ResultField) =>
    seen && notYet === null && place === 'post-launch'
      ? draftOfQuestion(field, release, seen)
      : null;
  return placesOfResults({ ...release, now }).map((one) => ({
    ...one,
    label: LABELS[one.place] ?? `Stage ${one.place}`,
    waived: waiverOf(release.progress, one),
    entered: one.fields.map((field) => ({
      field,
      said: saidOf(release.progress.entered.get(`${one.place}/${field}`)),
      draft: draft(one, field),
    })),
  }));
}

function waiverOf({ checkIns }: Release['progress'], { place }: PlaceOfResults): Said | null {
  const [, done] = [...checkIns].find(([checkIn]) => checkIn === place) ?? [];
  return done?.waived ? said(done) : null;
}

const LABELS: Readonly<Record<string, string>> = {
  testing: 'Phase I',
  'one-week': 'The first week after launch',
  'one-month': 'The first month after launch',
  'post-launch': 'Post-launch questions',
};

function saidOf(result: EnteredResult | undefined): EnteredStatus['said'] {
  if (!result) return null;
  const { choice, why: words, who, at } = result;
  return { choice, words, by: signedBy(who), at: at.toISOString() };
}
