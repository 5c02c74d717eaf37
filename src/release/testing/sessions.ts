import { DAY_MS } from '../../lib/duration.ts';
import { err, ok, type Result } from '../../lib/result.ts';
import {
  refuse,
  type Refusal,
  type StepDecision,
  type StepSituation,
} from '../decisions/situation.ts';
import type { SessionPlan } from './facts.ts';
import { screened, type WordsKind } from './screening.ts';
import type { Session } from './testing.ts';

/** What is said of a session, new or changed: what is left out stays. */
export type PlanningSession = {
  readonly kind: 'plan-session';
  /** Its number; null: a new one. */
  readonly session: number | null;
  readonly given: Partial<SessionPlan>;
};

/** Plans a session, or changes one. */
export function planSession(situation: StepSituation, step: PlanningSession): StepDecision {
  const { sessions } = situation.progress.testing;
  if (situation.plan.testing === null) return refuse(...NO_TESTING);
  if (step.session !== null) return changeSession(situation, { ...step, session: step.session });
  if (sessions.size >= MOST_SESSIONS) return refuse(...FULL);
  const planned = sessionPlan({ ...EMPTY, ...step.given });
  if (!planned.ok) return planned;
  if (isOver(planned.value, situation)) return refuse(...OVER);
  return ok([{ kind: 'session-planned', session: sessions.size + 1, plan: planned.value }]);
}

function changeSession(
  situation: StepSituation,
  { session, given }: PlanningSession & { readonly session: number },
): StepDecision {
  const { sessions, tasks } = situation.progress.testing;
  const found = standing(sessions, session);
  if (!found.ok) return found;
  const before = found.value;
  const planned = sessionPlan({ ...before, ...given });
  if (!planned.ok) return planned;
  if (saysTheSame(planned.value, before)) return ok([]);
  const isMoved = planned.value.endsAt !== before.endsAt;
  if (isMoved && isOver(planned.value, situation)) return refuse(...OVER);
  const hasResults = [...tasks.values()].some((result) => result.session === session);
  if (hasResults && !keepsTasks(before, planned.value)) return refuse(...TASKS_RECORDED);
  return ok([{ kind: 'session-planned', session, plan: planned.value }]);
}

function saysTheSame(one: SessionPlan, other: SessionPlan): boolean {
  const parts = Object.keys(EMPTY) as (keyof SessionPlan)[];
  return parts.every((part) => JSON.stringify(one[part]) === JSON.stringify(other[part]));
}

const isOver = ({ endsAt }: SessionPlan, { now }: StepSituation) =>
  Date.parse(endsAt) <= now.getTime();

export function cancelSession({ progress }: StepSituation, session: number): StepDecision {
  const found = standing(progress.testing.sessions, session);
  return found.ok ? ok([{ kind: 'session-cancelled', session }]) : found;
}

/** The session of that number, if there is one that was not canceled. */
export function standing(
  sessions: ReadonlyMap<number, Session>,
  number: number,
): Result<Session, Refusal> {
  const found = sessions.get(number);
  if (found && !found.cancelled) return ok(found);
  const known = [...sessions].filter(([, { cancelled }]) => !cancelled).map(([one]) => one);
  const there = known.length === 0 ? 'No session is planned' : `The sessions: ${known.join(', ')}`;
  return refuse('no-such-session', `There is no Session ${number}. ${there}.`);
}

/** `P1` to `P999`. */
export const PARTICIPANT = /^P[1-9]\d{0,2}$/;

/** Does not repeat what was written: it may be a name. */
export const NOT_A_CODE = [
  'not-a-participant',
  'Participants go by codes, never by names: P1, P2 and so on, up to P999. Give such a code.',
] as const;

/** In sessions of a release. */
const MOST_SESSIONS = 50;
const LONGEST_MS = DAY_MS;

const EMPTY: SessionPlan = {
  startsAt: '',
  endsAt: '',
  moderator: '',
  participants: [],
  device: null,
  assistiveTechnology: null,
  tasks: [],
};

function sessionPlan(said: SessionPlan): Result<SessionPlan, Refusal> {
  const { startsAt, endsAt, participants } = said;
  const problem = problemWithSession(said);
  if (problem) return err(problem);
  const words = screenedWords(said);
  if (!words.ok) return words;
  const { moderator, device, assistiveTechnology, tasks } = words.value;
  if (moderator === null) return refuse(...INCOMPLETE);
  return ok({ startsAt, endsAt, moderator, participants, device, assistiveTechnology, tasks });
}

export const refusalOf = ([code, sentence]: readonly [string, string]): Refusal => ({
  code,
  sentence,
});

function problemWithSession({ startsAt, endsAt, participants }: SessionPlan): Refusal | null {
  if (startsAt === '' || endsAt === '' || participants.length === 0) return refusalOf(INCOMPLETE);
  if (!participants.every((code) => PARTICIPANT.test(code))) return refusalOf(NOT_A_CODE);
  if (new Set(participants).size < participants.length) return refusalOf(TWICE);
  const length = Date.parse(endsAt) - Date.parse(startsAt);
  return length > 0 && length <= LONGEST_MS ? null : refusalOf(NOT_A_LENGTH);
}

type SessionWords = Pick<SessionPlan, 'device' | 'assistiveTechnology' | 'tasks'> & {
  readonly moderator: string | null;
};

function screenedWords(said: SessionPlan): Result<SessionWords, Refusal> {
  const moderator = screened(said.moderator, 'The moderator', 'name');
  const device = screened(said.device, 'The device', 'things');
  const assistive = screened(said.assistiveTechnology, 'The assistive technology', 'things');
  const tasks = screenedAll(said.tasks, 'said');
  if (!moderator.ok) return moderator;
  if (!device.ok) return device;
  if (!assistive.ok) return assistive;
  if (!tasks.ok) return tasks;
  return ok({
    moderator: moderator.value,
    device: device.value,
    assistiveTechnology: assistive.value,
    tasks: tasks.value,
  });
}

function screenedAll(
  lines: readonly string[],
  kind: WordsKind,
): Result<readonly string[], Refusal> {
  const kept: string[] = [];
  for (const [index, line] of lines.entries()) {
    const words = screened(line, `Task ${index + 1}`, kind);
    if (!words.ok) return words;
    if (words.value === null) return refuse(...EMPTY_TASK);
    kept.push(words.value);
  }
  return ok(kept);
}

/** Results stand by the number of their task, so tasks may only be added behind. */
function keepsTasks(before: SessionPlan, after: SessionPlan): boolean {
  return before.tasks.every((task, index) => after.tasks[index] === task);
}

const NO_TESTING = [
  'no-testing-phase',
  'The plan has no moderated testing phase, so there is no session to plan. Add Phase I to the plan, then load it again.',
] as const;
const FULL = [
  'too-many',
  `A release has at most ${MOST_SESSIONS} sessions. Change one that is planned.`,
] as const;
const OVER = [
  'session-over',
  'The session would be over already. Give a time to come; what was seen in a session is written down at its tasks.',
] as const;
const INCOMPLETE = [
  'session-incomplete',
  'A session needs when it starts and ends, who leads it, and at least one participant by code, such as P1. Give all of them.',
] as const;
const TWICE = [
  'not-a-participant',
  'A participant is named twice. Name each code once in a session.',
] as const;
const NOT_A_LENGTH = [
  'session-time',
  'A session ends after it starts, and within a day. Correct its times.',
] as const;
const EMPTY_TASK = ['session-incomplete', 'A task has no words. Say what is to be done.'] as const;
const TASKS_RECORDED = [
  'tasks-recorded',
  'Results of this session are written down by the number of their task, so its tasks stay as they are. Add new ones at the end, or plan another session.',
] as const;
