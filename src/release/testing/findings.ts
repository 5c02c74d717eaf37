import { ok } from '../../lib/result.ts';
import { refuse, type StepDecision, type StepSituation } from '../decisions/situation.ts';
import type { Bug, TaskResult } from './facts.ts';
import { screened } from './screening.ts';
import { standing } from './sessions.ts';

export type RecordingTask = { readonly kind: 'record-task' } & TaskResult;

/** How a participant did with a task of the script; said again, it takes the place of what was said before. */
export function recordTask({ progress }: StepSituation, result: RecordingTask): StepDecision {
  const session = standing(progress.testing.sessions, result.session);
  if (!session.ok) return session;
  const { participants, tasks } = session.value;
  if (!participants.includes(result.participant)) {
    const sentence = `Session ${result.session} has no such participant. Its participants: ${participants.join(', ')}.`;
    return refuse('no-such-participant', sentence);
  }
  if (tasks[result.task - 1] === undefined) {
    const sentence = `Session ${result.session} has no task ${result.task}; it has ${tasks.length}. Look at the status, or add the task to the session.`;
    return refuse('no-such-task', sentence);
  }
  const note = screened(result.note, 'The note', 'said');
  if (!note.ok) return note;
  const quote = screened(result.quote, 'The quote', 'said');
  if (!quote.ok) return quote;
  const { session: number, participant, task, outcome } = result;
  const words = { note: note.value, quote: quote.value };
  return ok([{ kind: 'task-recorded', session: number, participant, task, outcome, ...words }]);
}

/** `bug`: its number; null: a new one. What is left out stays. */
export type RecordingBug = {
  readonly kind: 'record-bug';
  readonly bug: number | null;
  readonly given: Partial<Bug>;
};

/** A bug that testing found, or what became of it. */
export function recordBug({ progress }: StepSituation, { bug, given }: RecordingBug): StepDecision {
  const { bugs } = progress.testing;
  if (bug === null) {
    return bugs.size < MOST_BUGS ? bugAs(bugs.size + 1, { ...NEW, ...given }) : refuse(...FULL);
  }
  const before = bugs.get(bug);
  if (!before) return refuse('no-such-bug', `There is no bug ${bug}. Bugs so far: ${bugs.size}.`);
  const after = { ...before, ...given };
  return isSameBug(before, after) ? ok([]) : bugAs(bug, after);
}

const NEW: Partial<Bug> & Pick<Bug, 'fixed'> = { fixed: false };

function isSameBug(one: Bug, other: Bug): boolean {
  const { severity, ticket, fixed } = one;
  return severity === other.severity && ticket === other.ticket && fixed === other.fixed;
}

function bugAs(
  bug: number,
  { severity, ticket, fixed }: Partial<Bug> & Pick<Bug, 'fixed'>,
): StepDecision {
  if (severity === undefined || ticket === undefined) return refuse(...INCOMPLETE);
  const link = ticketLink(ticket);
  if (link === null) return refuse(...NOT_A_TICKET);
  return ok([{ kind: 'bug-recorded', bug, severity, ticket: link, fixed }]);
}

/** In bugs of a release, and in characters. */
const MOST_BUGS = 200;
const LONGEST_TICKET = 300;

/** A link that names neither a person nor a secret; null: it is none. */
function ticketLink(written: string): string | null {
  if (written.length > LONGEST_TICKET || !URL.canParse(written)) return null;
  const { protocol, username, password, href } = new URL(written);
  const isWeb = protocol === 'https:' || protocol === 'http:';
  const isPlain = username === '' && password === '' && !/@|%40/i.test(href);
  return isWeb && isPlain && href.length <= LONGEST_TICKET ? href : null;
}

const FULL = [
  'too-many',
  `A release has at most ${MOST_BUGS} bugs. Put further ones into a ticket that is listed.`,
] as const;
const INCOMPLETE = [
  'bug-incomplete',
  'A bug needs its severity and the link to its ticket. Give both.',
] as const;
const NOT_A_TICKET = [
  'not-a-ticket',
  `That can’t be the link to a ticket. Give one that begins with https:// or http://, has no “@” and at most ${LONGEST_TICKET} characters.`,
] as const;
