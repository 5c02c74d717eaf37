import type { AccessEnd, Bug, Proof, SessionPlan, TaskResult, TestingFact } from './facts.ts';

/** Moderated production testing, as far as it has come: a fold of its facts. */
export type Testing = {
  /** By their numbers, from 1. */
  readonly sessions: ReadonlyMap<number, Session>;
  /** Everybody who was ever invited, by the digest of their e-mail. */
  readonly testers: ReadonlyMap<string, Tester>;
  /** By session, participant and task: the newest result of each. */
  readonly tasks: ReadonlyMap<string, TaskResult>;
  /** By their numbers, from 1. */
  readonly bugs: ReadonlyMap<number, Bug>;
};

export type Session = SessionPlan & { readonly cancelled: boolean };

export type Tester = {
  /** Their code; null: they have none. */
  readonly participant: string | null;
  readonly ends: AccessEnd;
  /** Null: not enrolled, as they have not signed in yet. */
  readonly enrolledAt: Date | null;
  readonly endedAt: Date | null;
  /** Of the newest enrollment. */
  readonly proof: Proof | null;
  /** Whether they were seen in any of their enrollments. */
  readonly wasSeen: boolean;
};

export const NOTHING_TESTED: Testing = {
  sessions: new Map(),
  testers: new Map(),
  tasks: new Map(),
  bugs: new Map(),
};

const NEW_TESTER: Tester = {
  participant: null,
  ends: 'never',
  enrolledAt: null,
  endedAt: null,
  proof: null,
  wasSeen: false,
};

/** Access that ends concerns the testers of the whole release. */
type FoldedFact = Exclude<TestingFact, { kind: 'access-ended' }>;

/** The same one fact later. */
export function testingAfter(testing: Testing, fact: FoldedFact): Testing {
  switch (fact.kind) {
    case 'session-planned':
      return withSession(testing, fact.session, { ...fact.plan, cancelled: false });
    case 'session-cancelled': {
      const planned = testing.sessions.get(fact.session);
      return planned
        ? withSession(testing, fact.session, { ...planned, cancelled: true })
        : testing;
    }
    case 'tester-bound': {
      const { participant, ends } = fact;
      return withTester(testing, fact.emailDigest, { participant, ends });
    }
    case 'tester-seen':
      return withTester(testing, fact.emailDigest, { proof: fact.proof, wasSeen: true });
    case 'task-recorded': {
      const { session, participant, task, outcome, note, quote } = fact;
      const result = { session, participant, task, outcome, note, quote };
      return { ...testing, tasks: new Map([...testing.tasks, [taskKey(result), result]]) };
    }
    case 'bug-recorded': {
      const { severity, ticket, fixed } = fact;
      return {
        ...testing,
        bugs: new Map([...testing.bugs, [fact.bug, { severity, ticket, fixed }]]),
      };
    }
  }
}

/** With somebody who is enrolled from now on, or waits for their first sign-in; what was so before begins anew. */
export function withJoined(
  testing: Testing,
  emailDigest: string,
  enrolledAt: Date | null,
): Testing {
  return withTester(testing, emailDigest, { enrolledAt, endedAt: null, proof: null });
}

export function withTester(testing: Testing, emailDigest: string, news: Partial<Tester>): Testing {
  const tester = { ...(testing.testers.get(emailDigest) ?? NEW_TESTER), ...news };
  return { ...testing, testers: new Map([...testing.testers, [emailDigest, tester]]) };
}

function withSession(testing: Testing, number: number, session: Session): Testing {
  return { ...testing, sessions: new Map([...testing.sessions, [number, session]]) };
}

function taskKey({ session, participant, task }: Omit<TaskResult, 'outcome' | 'note' | 'quote'>) {
  return `${session} ${participant} ${task}`;
}

/** The sessions in which a participant takes part, in order. */
export function sessionsOf(
  { sessions }: Pick<Testing, 'sessions'>,
  participant: string,
): readonly (readonly [number, Session])[] {
  return [...sessions].filter(
    ([, { cancelled, participants }]) => !cancelled && participants.includes(participant),
  );
}

/** When a tester’s access ends; null: not by the clock. Without a session left, it has ended already. */
export function endOf(
  testing: Testing,
  { ends, participant }: Pick<Tester, 'ends' | 'participant'>,
): Date | null {
  if (ends === 'never') return null;
  if (ends !== 'session') return new Date(ends);
  const times = sessionsOf(testing, participant ?? '').map(([, { endsAt }]) => Date.parse(endsAt));
  return new Date(Math.max(0, ...times));
}

/** The codes that the sessions are planned for. */
export function plannedCodes({ sessions }: Testing): ReadonlySet<string> {
  const planned = [...sessions.values()].filter(({ cancelled }) => !cancelled);
  return new Set(planned.flatMap(({ participants }) => participants));
}
