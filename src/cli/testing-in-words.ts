import { timeInEasternTime } from '../lib/eastern-time.ts';
import type { ReleaseStatus } from '../release/index.ts';

type ToldTesting = ReleaseStatus['testing'];
type Participant = ToldTesting['participants'][number];
type ToldSession = ToldTesting['sessions'][number];
type TestingLine = readonly [string, string];

/** Moderated production testing, as lines of a status. */
export function testingLines(testing: ToldTesting): readonly TestingLine[] {
  const { sessions, participants, bugs, missing } = testing;
  return [
    ...sessions.map((session) => ['Session', sessionInWords(session)] as const),
    ...participants.map((one) => [one.code, participantInWords(one)] as const),
    ...bugs.map(
      ({ number, severity, ticket, fixed }) =>
        ['Bug', `${number}. ${severity}, ${fixed ? 'fixed' : 'open'}: ${ticket}`] as const,
    ),
    ...missing.map((sentence) => ['Testing', sentence] as const),
  ];
}

function sessionInWords(session: ToldSession): string {
  const { number, state, startsAt, endsAt, moderator, participants, tasks } = session;
  const equipment = [session.device, session.assistiveTechnology].filter((one) => one !== null);
  const times = `${timeInEasternTime(startsAt)} to ${timeInEasternTime(endsAt)}`;
  const script = `${tasks.length} ${tasks.length === 1 ? 'task' : 'tasks'}`;
  const people = `${participants.join(', ')} with ${moderator}`;
  return [`${number}. ${state}, ${times}: ${people}`, ...equipment, script].join('; ');
}

const ACCESS = {
  'not-enrolled': 'not enrolled yet',
  invited: 'invited, enrolled at the first sign-in',
  open: 'has access',
  ended: 'access has ended',
} as const;

const OUTCOMES = {
  done: 'done',
  'done-with-help': 'done with help',
  'not-done': 'not done',
} as const;

/** `has access until Apr 8, 2024, 11:00 AM ET; seen at Apr 8, 2024, 10:02 AM ET, /profile/contacts 200` */
export function participantInWords({
  access,
  endsAt,
  proof,
  requests,
  tasks,
}: Participant): string {
  const isOpen = access === 'open' || access === 'invited';
  const until = endsAt !== null && isOpen ? ` until ${timeInEasternTime(endsAt)}` : '';
  const seen =
    proof === null
      ? 'not seen yet'
      : `seen at ${timeInEasternTime(proof.at)}, ${proof.endpoint} ${proof.status}`;
  const results = tasks.map(
    ({ session, task, outcome }) => `task ${session}.${task} ${OUTCOMES[outcome]}`,
  );
  const answered = requests.length === 0 ? [] : [`${requests.length} requests`];
  return [`${ACCESS[access]}${until}`, seen, ...answered, ...results].join('; ');
}

/** What participants were answered, a line each. */
export function requestLines({ participants }: ToldTesting): readonly string[] {
  return participants.flatMap(({ code, requests }) =>
    requests.map(
      ({ at, endpoint, status, durationMs, traceId }) =>
        `${code.padEnd(4)} ${timeInEasternTime(at, 'seconds')}  ${status}  ${endpoint}  ${durationMs} ms  ${traceId ?? 'no trace'}`,
    ),
  );
}
