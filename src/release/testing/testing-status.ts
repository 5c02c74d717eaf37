import type { Release } from '../journal/release.ts';
import type { Bug, Proof, SessionPlan, TaskResult } from './facts.ts';
import type { TesterRequest } from './requests.ts';
import { endOf, plannedCodes, type Session, type Tester, type Testing } from './testing.ts';
import { notSeenInWords, plannedTesters, seenTesters } from './users-seen.ts';

/** Moderated production testing, for people. Times are ISO 8601. */
export type TestingStatus = {
  /** How many testers are planned, by the plan or else by its sessions; null: neither says. */
  readonly planned: number | null;
  /** How many were answered a page of the feature. */
  readonly seen: number;
  readonly sessions: readonly SessionStatus[];
  /** By their codes: planned, or enrolled. */
  readonly participants: readonly ParticipantStatus[];
  readonly bugs: readonly (Bug & { readonly number: number })[];
  /** What is still to be done, a sentence each. */
  readonly missing: readonly string[];
};

export type SessionStatus = SessionPlan & {
  readonly number: number;
  readonly state: 'planned' | 'running' | 'over' | 'canceled';
};

export type ParticipantStatus = {
  readonly code: string;
  /** `invited`: enrolled at their first sign-in. */
  readonly access: 'not-enrolled' | 'invited' | 'open' | 'ended';
  /** When access ends by the clock; null: it does not. */
  readonly endsAt: string | null;
  /** The first page that they were answered since they were enrolled; null: none yet. */
  readonly proof: Proof | null;
  /** What they were answered since, the oldest first, as far as it is kept. */
  readonly requests: readonly RequestStatus[];
  readonly tasks: readonly TaskResult[];
};

export type RequestStatus = Omit<TesterRequest, 'participant' | 'at'> & { readonly at: string };

type TestingMoment = { readonly requests: readonly TesterRequest[]; readonly now: Date };

export function testingStatusOf(release: Release, { requests, now }: TestingMoment): TestingStatus {
  const { testing } = release.progress;
  const sessions = [...testing.sessions].map(([number, session]) =>
    sessionStatus(number, session, now),
  );
  const participants = codesIn(testing).map((code) => participantStatus(release, code, requests));
  const planned = plannedTesters(release);
  const seen = seenTesters(release);
  return {
    ...{ planned, seen, sessions, participants },
    bugs: [...testing.bugs].map(([number, bug]) => ({ number, ...bug })),
    missing: [
      ...(planned !== null && seen < planned && isUnderWay(release)
        ? [notSeenInWords({ planned, seen })]
        : []),
      ...sessions.flatMap((session) => missingIn(session, participants)),
    ],
  };
}

/** While a go that begins the rollout is still to be signed. */
const SIGNING: ReadonlySet<Release['progress']['phase']> = new Set([
  'draft',
  'testing',
  'rolled-back',
]);

function isUnderWay({ plan, progress }: Release): boolean {
  return plan.testing !== null && SIGNING.has(progress.phase);
}

function sessionStatus(number: number, session: Session, now: Date): SessionStatus {
  const { cancelled, ...plan } = session;
  const at = now.toISOString();
  const state = at < plan.startsAt ? 'planned' : at < plan.endsAt ? 'running' : 'over';
  return { number, ...plan, state: cancelled ? 'canceled' : state };
}

/** In the order of their numbers. */
function codesIn(testing: Testing): readonly string[] {
  const enrolled = [...testing.testers.values()].flatMap(({ participant }) => participant ?? []);
  const codes = new Set([...plannedCodes(testing), ...enrolled]);
  return [...codes].toSorted((a, b) => Number(a.slice(1)) - Number(b.slice(1)));
}

function participantStatus(
  { progress }: Release,
  code: string,
  requests: readonly TesterRequest[],
): ParticipantStatus {
  const { testing } = progress;
  const tester = [...testing.testers.values()].find(({ participant }) => participant === code);
  const end = tester ? endOf(testing, tester) : null;
  return {
    code,
    access: accessOf(tester),
    endsAt: end?.toISOString() ?? null,
    proof: tester?.proof ?? null,
    requests: requests
      .filter(({ participant }) => participant === code)
      .map(({ at, endpoint, status, durationMs, traceId }) => ({
        ...{ at: at.toISOString(), endpoint, status, durationMs, traceId },
      })),
    tasks: [...testing.tasks.values()].filter(({ participant }) => participant === code),
  };
}

function accessOf(tester: Tester | undefined): ParticipantStatus['access'] {
  if (!tester) return 'not-enrolled';
  if (tester.endedAt !== null) return 'ended';
  return tester.enrolledAt === null ? 'invited' : 'open';
}

/** Before a session its participants have to be let in and seen; after it each task has a result. */
function missingIn(
  { number, state, participants: codes, tasks }: SessionStatus,
  participants: readonly ParticipantStatus[],
): readonly string[] {
  if (state === 'canceled') return [];
  const script = tasks.length === 0 && state !== 'over' ? [`Session ${number} has no tasks.`] : [];
  const own = participants.filter(({ code }) => codes.includes(code));
  return [
    ...script,
    ...own.flatMap((one) =>
      state === 'over' ? unrecorded(one, number, tasks.length) : unready(one, number),
    ),
  ];
}

function unready({ code, access, proof }: ParticipantStatus, session: number): readonly string[] {
  if (access === 'not-enrolled' || access === 'ended')
    return [`${code} of Session ${session} is not enrolled.`];
  if (access === 'invited') return [`${code} of Session ${session} has not signed in yet.`];
  return proof === null ? [`${code} of Session ${session} has not opened the page yet.`] : [];
}

function unrecorded(
  { code, tasks: results }: ParticipantStatus,
  session: number,
  tasks: number,
): readonly string[] {
  const done = results.filter((result) => result.session === session).length;
  if (done >= tasks) return [];
  return [`Session ${session}: ${tasks - done} of ${tasks} tasks of ${code} have no result.`];
}
