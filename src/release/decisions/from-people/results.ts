import { ok, type Result } from '../../../lib/result.ts';
import { quoted } from '../../../lib/text-from-people.ts';
import {
  POST_LAUNCH_QUESTIONS,
  type CheckInName,
  type ResultField,
} from '../../journal/journal.ts';
import type { Progress } from '../../journal/progress.ts';
import { CHECK_INS, whyNotDue } from '../check-ins.ts';
import {
  refuse,
  type Refusal,
  type Situation,
  type StepDecision,
  type StepSituation,
} from '../situation.ts';

export type ResultOfPeople = {
  /** `testing`, the letter of a stage, `one-week`, `one-month` or `post-launch`. */
  readonly place: string;
  readonly field: ResultField;
  /** Null where the field is answered in words alone. */
  readonly choice: 'yes' | 'no' | null;
};

/** What only people know of each place of the plan, in the order in which they are asked. */
const FIELDS_OF_OPENING: readonly ResultField[] = ['changes', 'feedback'];
const FIELDS_AFTER_LAUNCH: readonly ResultField[] = ['changes', 'handling'];

/** Where a yes or no is said first; the words say which. */
const CHOSEN: ReadonlySet<ResultField> = new Set(['changes', 'handling']);

function asksForChoice(field: ResultField): boolean {
  return CHOSEN.has(field);
}

export type PlaceOfResults = {
  readonly place: string;
  readonly fields: readonly ResultField[];
  /** Why nothing can be entered yet, in a sentence; null: it can. */
  readonly notYet: string | null;
};

/** Every place of the plan for which people are asked, in its order. */
export function placesOfResults({
  plan,
  progress,
  now,
}: Pick<Situation, 'plan' | 'progress' | 'now'>): readonly PlaceOfResults[] {
  const { tested, stage, everyoneSince } = progress;
  const reached = Math.max(stage?.stage ?? -1, ...progress.records.map(stageOf));
  const testing = {
    place: 'testing',
    fields: FIELDS_OF_OPENING,
    notYet: tested ? null : 'Phase I has not started yet.',
  };
  return [
    ...(plan.testing === null ? [] : [testing]),
    ...plan.stages.map(({ letter }, index) => ({
      place: letter,
      fields: FIELDS_OF_OPENING,
      notYet: index <= reached ? null : `Stage ${letter} has not been open yet.`,
    })),
    ...CHECK_INS.map((place) => ({
      place,
      fields: fieldsAfterLaunch(place),
      notYet: whyNotDue(place, { everyoneSince, now }),
    })),
  ];
}

/** What a check-in asks people. */
export function fieldsAfterLaunch(checkIn: CheckInName): readonly ResultField[] {
  return checkIn === 'post-launch' ? POST_LAUNCH_QUESTIONS : FIELDS_AFTER_LAUNCH;
}

function stageOf({ place }: Progress['records'][number]): number {
  return place.kind === 'stage' ? place.index : -1;
}

/** What people know of a stage and no number says; its words stand in the reason. Entered anew, the later one is in force. */
export function enterResult(situation: StepSituation, result: ResultOfPeople): StepDecision {
  const { place, field, choice } = result;
  const problem = problemWith(situation, result);
  return problem.ok ? ok([{ kind: 'result-entered', place, field, choice }]) : problem;
}

/** `a and b`, `a, b, and c`. */
const IN_A_ROW = new Intl.ListFormat('en-US');

function problemWith(
  situation: StepSituation,
  { place, field, choice }: ResultOfPeople,
): Result<null, Refusal> {
  const places = placesOfResults(situation);
  const meant = places.find((one) => one.place === place);
  if (!meant) {
    const names = places.map((one) => one.place).join(', ');
    return refuse(
      'no-such-result',
      `The plan has no place ${quoted(place)} for results. It has: ${names}.`,
    );
  }
  if (!meant.fields.includes(field)) {
    const asked = IN_A_ROW.format(meant.fields);
    return refuse('no-such-result', `Of ${place}, people are asked for ${asked}, not ${field}.`);
  }
  if (meant.notYet !== null) return refuse('not-due', meant.notYet);
  if ((choice !== null) !== asksForChoice(field)) {
    return refuse(
      'no-such-result',
      `“${field}” is answered ${choice === null ? 'with yes or no' : 'in words'}.`,
    );
  }
  const needsWords = choice !== 'no';
  return needsWords && situation.why === null
    ? refuse('reason-needed', 'Say it in words as well; they are printed in the report.')
    : ok(null);
}
