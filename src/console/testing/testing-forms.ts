import { easternInstant } from '../../lib/eastern-time.ts';
import { err, ok, type Result } from '../../lib/result.ts';
import { LONGEST_REASON } from '../../lib/text-from-people.ts';
import {
  BUG_SEVERITIES,
  enrollStep,
  removeStep,
  TASK_OUTCOMES,
  type AccessEnd,
  type FindTester,
  type Refusal,
} from '../../release/index.ts';
import { fieldIn } from '../forms/fields.ts';
import { notUnderstood, type AskedInForm } from '../steps/asked-in-form.ts';

export type TestingFormsDeps = { readonly findTester: FindTester };

type ReadTestingForm = (
  body: unknown,
  deps: TestingFormsDeps,
) => AskedInForm | Promise<AskedInForm>;

/** What the forms of moderated testing ask for, by the name of their step. */
export const TESTING_FORMS: Readonly<Record<string, ReadTestingForm>> = {
  'plan-session': sessionIn,
  'cancel-session': (body) => {
    const session = numberIn(body, 'session');
    return session === null ? notUnderstood(NO_SESSION) : ok({ kind: 'cancel-session', session });
  },
  'enroll-tester': enrollIn,
  'remove-tester': (body, { findTester }) => removeStep(findTester, fieldIn(body, 'email').trim()),
  'record-task': taskIn,
  'record-bug': bugIn,
};

const NO_SESSION = 'it names no session';
/** In lines of a form. */
const MOST_LINES = 20;

function sessionIn(body: unknown): AskedInForm {
  const startsAt = momentIn(body, 'startsAt');
  if (!startsAt.ok) return startsAt;
  const endsAt = momentIn(body, 'endsAt');
  if (!endsAt.ok) return endsAt;
  const participants = fieldIn(body, 'participants')
    .split(/[\s,;]+/)
    .filter(isSaid);
  const tasks = linesOf(fieldIn(body, 'tasks'));
  if (participants.length > MOST_LINES)
    return notUnderstood(`it names more than ${MOST_LINES} participants`);
  if (tasks.length > MOST_LINES) return notUnderstood(`it has more than ${MOST_LINES} tasks`);
  if (tasks.some((task) => task.length > LONGEST_REASON)) return notUnderstood(TOO_LONG);
  const given = {
    startsAt: startsAt.value,
    endsAt: endsAt.value,
    moderator: fieldIn(body, 'moderator'),
    participants,
    device: wordsIn(body, 'device'),
    assistiveTechnology: wordsIn(body, 'assistiveTechnology'),
    tasks,
  };
  return ok({ kind: 'plan-session', session: numberIn(body, 'session'), given });
}

const TOO_LONG = `a task has more than ${LONGEST_REASON} characters`;
const isSaid = (text: string) => text !== '';

/** Of a field with a line for each. */
export function linesOf(text: string): readonly string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(isSaid);
}

async function enrollIn(body: unknown, { findTester }: TestingFormsDeps): Promise<AskedInForm> {
  const ends = endIn(body);
  if (!ends.ok) return ends;
  const participant = fieldIn(body, 'participant').trim();
  const terms = { participant, ends: ends.value };
  return enrollStep(findTester, { email: fieldIn(body, 'email').trim(), terms });
}

function endIn(body: unknown): Result<AccessEnd, Refusal> {
  const ends = fieldIn(body, 'ends');
  return ends === 'session' || ends === 'never' ? ok(ends) : momentIn(body, 'endsAt');
}

/** As the plan’s zone has it. */
function momentIn(body: unknown, name: string): Result<string, Refusal> {
  const moment = easternInstant(fieldIn(body, name));
  return moment === null ? err(NOT_A_TIME) : ok(moment.toISOString());
}

const NOT_A_TIME: Refusal = {
  code: 'not-a-time',
  sentence:
    'A date or time is missing, or there is no such moment in Eastern Time. Nothing was changed. Give both, such as 2026-12-01T14:00 for 2:00 PM ET.',
};

function taskIn(body: unknown): AskedInForm {
  const [session = null, task = null] = fieldIn(body, 'task').split('-').map(wholeNumber);
  const outcome = TASK_OUTCOMES.find((one) => one === fieldIn(body, 'outcome'));
  if (session === null || task === null) return notUnderstood('it names no task of a session');
  if (!outcome) return notUnderstood('it does not say how the task went');
  const participant = fieldIn(body, 'participant');
  const words = { note: wordsIn(body, 'note'), quote: wordsIn(body, 'quote') };
  return ok({ kind: 'record-task', session, task, participant, outcome, ...words });
}

function bugIn(body: unknown): AskedInForm {
  const severity = BUG_SEVERITIES.find((one) => one === fieldIn(body, 'severity'));
  if (!severity) return notUnderstood('it does not say how severe the bug is');
  const given = {
    severity,
    ticket: fieldIn(body, 'ticket').trim(),
    fixed: fieldIn(body, 'fixed') === 'yes',
  };
  return ok({ kind: 'record-bug', bug: numberIn(body, 'bug'), given });
}

function wordsIn(body: unknown, name: string): string | null {
  const words = fieldIn(body, name).trim();
  return words === '' ? null : words;
}

const numberIn = (body: unknown, name: string) => wholeNumber(fieldIn(body, name));

function wholeNumber(text: string): number | null {
  return /^[1-9]\d{0,2}$/.test(text) ? Number(text) : null;
}
