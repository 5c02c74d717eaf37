/** The door by which people and other programs come to a release: `/api/release`, asked as they ask it. */
import Fastify, { type FastifyInstance, type InjectOptions } from 'fastify';

import type { Clock } from '../../src/lib/clock.ts';
import type { Step } from '../../src/release/decisions/decide.ts';
import { releaseApi, type ReleaseEngine, type Who } from '../../src/release/index.ts';
import type { Answer } from './member.ts';

export type Requested = {
  readonly id: string;
  readonly step: Step;
  readonly who: Who;
  readonly why: string | null;
  /** The version that the asker was shown; null: they don’t say. */
  readonly seen: number | null;
  /** By which it is known again. */
  readonly key: string;
};

/** What became of a post of observations. */
export type Heard = {
  readonly status: number;
  readonly taken: number;
  readonly repeated: number;
  readonly refused: readonly { readonly index: number; readonly code: string }[];
};

export type Post = { readonly source: string; readonly observations: readonly unknown[] };

export type Door = {
  load(id: string, document: string, who: Who): Promise<Answer>;
  take(requested: Requested): Promise<Answer>;
  tell(post: Post): Promise<Heard>;
  close(): Promise<void>;
};

const ACTS_FOR = 'x-acts-for';

export async function openDoor(engine: ReleaseEngine, clock: Clock): Promise<Door> {
  const app = Fastify();
  await app.register(
    releaseApi({
      engine,
      clock,
      authorize: [],
      whoActs: ({ headers }) => JSON.parse(String(headers[ACTS_FOR])) as Who,
      findTester: (email) => Promise.resolve(testerBy(email)),
      mayObserve: () => true,
      whyRoleless: () => null,
    }),
  );
  return {
    load: async (id, document, who) =>
      answerOf(app, { url: '/plans', payload: { id, document }, headers: actingFor(who) }),
    take: (requested) => {
      const { id, who, key, why, seen } = requested;
      const { path, method = 'POST', body } = requestFor(requested.step);
      const particulars = {
        ...(why !== null && { reason: why }),
        ...(seen !== null && { expectedVersion: seen }),
      };
      return answerOf(app, {
        method,
        url: `/plans/${id}/${path}`,
        payload: { ...body, ...particulars },
        headers: { ...actingFor(who), 'idempotency-key': key },
      });
    },
    tell: async (post) => {
      const answer = await app.inject({ method: 'POST', url: '/observations', payload: post });
      const { taken = 0, repeated = 0, refused = [] } = answer.json<Partial<Heard>>();
      return { status: answer.statusCode, taken, repeated, refused };
    },
    close: () => app.close(),
  };
}

function actingFor(who: Who): Readonly<Record<string, string>> {
  return { [ACTS_FOR]: JSON.stringify(who) };
}

async function answerOf(app: FastifyInstance, request: InjectOptions): Promise<Answer> {
  const answer = await app.inject({ method: 'POST', ...request });
  if (answer.statusCode === 200) return 'ok';
  const { code, message } = answer.json<{ code?: string; message: string }>();
  return answer.statusCode === 500 ? `failed: ${message}` : (code ?? message);
}

type Request = { readonly path: string; readonly method?: 'DELETE'; readonly body: object };

function requestFor(step: Step): Request {
  const { kind, ...particulars } = step;
  switch (step.kind) {
    case 'invite-tester':
    case 'enroll-tester':
      return { path: 'testers', body: { email: emailOf(step.emailDigest, step.kind) } };
    case 'remove-tester':
      return {
        path: 'testers',
        method: 'DELETE',
        body: { email: emailOf(step.emailDigest, kind) },
      };
    case 'answer':
      return { path: 'answers', body: { question: 1, yes: step.yes } };
    case 'answer-item':
      return { path: 'items', body: { item: 1, answer: step.answer } };
    case 'check-in':
      return { path: 'check-ins', body: particulars };
    default:
      return { path: `steps/${kind}`, body: particulars };
  }
}

/** Who was only invited has no account yet. */
function emailOf(digest: string, kind: Step['kind']): string {
  return `${digest.replace('digest-of-', '')}@${kind === 'enroll-tester' ? 'known' : 'new'}.example`;
}

function testerBy(email: string): { emailDigest: string; accountId: string | null } {
  const [name = '', domain] = email.split('@');
  const accountId = domain === 'known.example' ? `account-of-${name}` : null;
  return { emailDigest: `digest-of-${name}`, accountId };
}
