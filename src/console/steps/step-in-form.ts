import {
  CALL_REASONS,
  LONGEST_CONDITION,
  POST_LAUNCH_QUESTIONS,
  type CallCounts,
  type ReleaseStatus,
  type Step,
} from '../../release/index.ts';
import { ok } from '../../lib/result.ts';
import { beginningOf } from '../../lib/text-from-people.ts';
import { fieldIn } from '../forms/fields.ts';
import { TESTING_FORMS, type TestingFormsDeps } from '../testing/testing-forms.ts';
import { notUnderstood, type AskedInForm } from './asked-in-form.ts';
import { OPERATOR_ROLES } from '../../roles/index.ts';
import { CONDITION_ROWS } from '../go-no-go/condition-rows.ts';

type ReadStep = (body: unknown, release: ReleaseStatus) => AskedInForm;

/** The steps that forms of the console ask for, by the name in their address. */
const FORMS: Readonly<Record<string, ReadStep>> = {
  start: () => ok({ kind: 'start' }),
  go: goIn,
  'no-go': () => ok({ kind: 'no-go' }),
  pause: () => ok({ kind: 'pause' }),
  'answer-item': itemIn,
  'close-condition': conditionIn,
  resume: (_body, { holdVersion }) =>
    ok({ kind: 'resume', ...(holdVersion !== null && { hold: holdVersion }) }),
  'step-back': () => ok({ kind: 'step-back' }),
  close: (body) => ok({ kind: 'close', removedIn: fieldIn(body, 'removedIn') }),
  advance: (body) => ok(advanceIn(body)),
  answer: answerIn,
  'check-in': checkInIn,
  'enter-calls': callsIn,
  'enter-result': resultIn,
};

/** Whether a form of the console asks for this. Rolling back and holding have endpoints of their own, which take any body. */
export function isStepOfForms(name: string): boolean {
  return Object.hasOwn(FORMS, name) || Object.hasOwn(TESTING_FORMS, name);
}

type SentStepForm = {
  /** Of the step. */
  readonly name: string;
  readonly body: unknown;
  readonly release: ReleaseStatus;
};

export async function stepInForm(
  deps: TestingFormsDeps,
  { name, body, release }: SentStepForm,
): Promise<AskedInForm> {
  const ofTesting = TESTING_FORMS[name];
  if (ofTesting) return ofTesting(body, deps);
  return FORMS[name]?.(body, release) ?? notUnderstood(`no step is called ${name}`);
}

function goIn(body: unknown): AskedInForm {
  const upTo = beginningOf(fieldIn(body, 'upTo'), 10);
  const written = CONDITION_ROWS.map((row) => ({
    row,
    text: fieldIn(body, `condition-${row}`).trim(),
    owner: fieldIn(body, `owner-${row}`),
  })).filter(({ text, owner }) => text !== '' || owner !== '');
  const wrong = written.find(
    ({ text, owner }) => text === '' || text.length > LONGEST_CONDITION || !isRole(owner),
  );
  if (wrong) return notUnderstood(`condition ${wrong.row} needs both words and who closes it`);
  const conditions = written.map(({ text, owner }) => ({ text, owner }));
  return ok({
    kind: 'go',
    ...(upTo !== '' && { upTo }),
    ...(conditions.length > 0 && { conditions }),
  });
}

const isRole = (owner: string) => OPERATOR_ROLES.some((role) => role === owner);

const ANSWERS = ['yes', 'no', 'not-applicable'] as const;

function itemIn(body: unknown, { goNoGo }: ReleaseStatus): AskedInForm {
  const number = fieldIn(body, 'item');
  const item = goNoGo.items.find((one) => String(one.number) === number);
  if (!item) return notUnderstood('it names no item of the go/no-go');
  const given = fieldIn(body, 'answer');
  const answer = ANSWERS.find((one) => one === given);
  if (!answer) return notUnderstood('it says neither yes, no nor not applicable');
  return ok({ kind: 'answer-item', item: item.text, answer, ...linkIn(body) });
}

function conditionIn(body: unknown, { goNoGo }: ReleaseStatus): AskedInForm {
  const number = fieldIn(body, 'condition');
  const condition = goNoGo.conditions.find((one) => String(one.number) === number);
  if (!condition) return notUnderstood('it names no condition of the go');
  return ok({ kind: 'close-condition', condition: condition.text, ...linkIn(body) });
}

function linkIn(body: unknown): { readonly link?: string } {
  const link = fieldIn(body, 'link').trim();
  return link === '' ? {} : { link };
}

function advanceIn(body: unknown): Step {
  const to = fieldIn(body, 'to');
  const override = fieldIn(body, 'override') === 'yes';
  return { kind: 'advance', override, ...(to !== '' && { to }) };
}

function answerIn(body: unknown, { questions }: ReleaseStatus): AskedInForm {
  const number = fieldIn(body, 'question');
  const asked = questions.find((one) => String(one.number) === number);
  if (!asked) return notUnderstood('it names no question of the plan');
  const yes = fieldIn(body, 'yes');
  if (yes !== 'yes' && yes !== 'no') return notUnderstood('it says neither yes nor no');
  return ok({ kind: 'answer', criterion: asked.text, yes: yes === 'yes' });
}

const CHECK_INS = ['one-week', 'one-month', 'post-launch'] as const;

function checkInIn(body: unknown): AskedInForm {
  const named = fieldIn(body, 'checkIn');
  const checkIn = CHECK_INS.find((one) => one === named);
  if (!checkIn) return notUnderstood('it names no check-in');
  return ok({ kind: 'check-in', checkIn, waive: fieldIn(body, 'waive') === 'yes' });
}

function callsIn(body: unknown): AskedInForm {
  const counts = CALL_REASONS.map((reason) => [reason, countIn(body, reason)] as const);
  const wrong = counts.find(([, count]) => count === null);
  if (wrong) return notUnderstood(`the number of calls for “${wrong[0]}” is no whole number`);
  return ok({
    kind: 'enter-calls',
    day: beginningOf(fieldIn(body, 'day'), 20),
    counts: Object.fromEntries(counts) as CallCounts,
    stop: fieldIn(body, 'stop') === 'yes',
  });
}

function countIn(body: unknown, name: string): number | null {
  const text = fieldIn(body, name).trim();
  return /^\d{1,6}$/.test(text) ? Number(text) : null;
}

const RESULT_FIELDS = ['changes', 'handling', ...POST_LAUNCH_QUESTIONS] as const;

function resultIn(body: unknown): AskedInForm {
  const named = fieldIn(body, 'field');
  const field = RESULT_FIELDS.find((one) => one === named);
  if (!field) return notUnderstood('it names no question');
  const chosen = fieldIn(body, 'choice');
  const choice = chosen === 'yes' || chosen === 'no' ? chosen : null;
  return ok({
    kind: 'enter-result',
    place: beginningOf(fieldIn(body, 'place'), 20),
    field,
    choice,
  });
}
