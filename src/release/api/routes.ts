import type {
  FastifyPluginAsync,
  FastifyReply,
  FastifyRequest,
  onRequestHookHandler,
} from 'fastify';

import type { Clock } from '../../lib/clock.ts';
import { takeAnyBody, takeStrictBodies } from '../../lib/http/index.ts';
import type { Result } from '../../lib/result.ts';
import { noSuchRelease, type Refusal, type Step } from '../decisions/decide.ts';
import { NOTHING_SAID, type Seen } from '../decisions/what-was-seen.ts';
import type { ReleaseEngine } from '../engine/engine.ts';
import { REQUEST_KEY } from '../engine/repeated-request.ts';
import type { Who } from '../journal/journal.ts';
import {
  AnswerBody,
  CallsBody,
  CheckInBody,
  PlanBody,
  problemWithPlan,
  ResultBody,
  StepBody,
  TesterBody,
} from './bodies.ts';
import { goNoGoRoutes } from './go-no-go-routes.ts';
import { observationRoutes, type ObservationsDeps } from './observations.ts';
import { reasonIn, saidIn } from './reason.ts';
import { enrollStep, type FindTester } from './tester-steps.ts';
import { termsIn } from './testing-bodies.ts';
import { testingRoutes } from './testing-routes.ts';

export type ReleaseApiDeps = {
  readonly engine: ReleaseEngine;
  readonly clock: Clock;
  /** Lets only operators and tokens through. */
  readonly authorize: readonly onRequestHookHandler[];
  /** Whether who sends an observation may observe its toggle. */
  readonly mayObserve: ObservationsDeps['mayObserve'];
  /** Who an authorized request acts for. */
  readonly whoActs: (request: FastifyRequest) => Who;
  /** That they named a role that there is not, in a sentence; null: they did not. */
  readonly whyRoleless: (request: FastifyRequest) => string | null;
  readonly findTester: FindTester;
};

type ById = { Params: { id: string } };

/** Steps without further particulars, by the name under which they are posted. */
const PLAIN_STEPS = new Map<string, (body: StepBody) => Step>([
  ['start', () => ({ kind: 'start' })],
  [
    'go',
    ({ upTo, conditions }) => ({
      kind: 'go',
      ...(upTo !== undefined && { upTo }),
      ...(conditions && { conditions }),
    }),
  ],
  ['no-go', () => ({ kind: 'no-go' })],
  ['pause', () => ({ kind: 'pause' })],
  [
    'advance',
    ({ override = false, to }) => ({ kind: 'advance', override, ...(to !== undefined && { to }) }),
  ],
  ['resume', ({ hold }) => ({ kind: 'resume', ...(hold !== undefined && { hold }) })],
  ['step-back', () => ({ kind: 'step-back' })],
  ['close', ({ removedIn }) => ({ kind: 'close', ...(removedIn !== undefined && { removedIn }) })],
]);

/** Steps back from harm are not refused for what stands in their body. */
const NEVER_REFUSED: readonly Step[] = [{ kind: 'rollback' }, { kind: 'hold' }];

/** `/api/release`: everything that the command line and the console do. */
export function releaseApi(deps: ReleaseApiDeps): FastifyPluginAsync {
  const { engine, whoActs } = deps;
  return (app) => {
    takeStrictBodies(app);
    for (const hook of deps.authorize) app.addHook('onRequest', hook);
    app.get('/plans', async () => ({ plans: await engine.releases() }));
    app.post<{ Body: PlanBody }>(
      '/plans',
      { schema: { body: PlanBody } },
      async (request, reply) => {
        const { id, document } = request.body;
        const problem = problemWithPlan(request.body);
        if (problem) return refuse(reply, problem);
        const seen = seenIn(request.body);
        const loaded = await engine.load({ id, document, who: whoActs(request), seen });
        if (!loaded.ok) return refuse(reply, loaded.error);
        return reply.send({ ...(await engine.status(id)), loaded: loaded.value });
      },
    );
    app.get<ById>('/plans/:id', async (request, reply) => {
      const status = await engine.status(request.params.id);
      return status ?? noSuchPlan(request, reply);
    });
    app.get<ById>('/plans/:id/measurements', async (request, reply) => {
      const measured = await engine.measurements(request.params.id);
      return measured ?? noSuchPlan(request, reply);
    });
    app.get<ById>('/plans/:id/report', async (request, reply) => {
      const report = await engine.report(request.params.id);
      return report.ok
        ? reply.type('text/markdown').send(report.value)
        : refuse(reply, report.error);
    });
    app.post<{ Params: { id: string; step: string }; Body: StepBody }>(
      '/plans/:id/steps/:step',
      { schema: { body: StepBody } },
      async (request, reply) => {
        const step = PLAIN_STEPS.get(request.params.step)?.(request.body);
        return step ? take(deps, { request, reply, step }) : noSuchStep(reply);
      },
    );
    void app.register(closingSteps(deps));
    testerRoutes(app, deps);
    testingRoutes(app, async (request, reply, step) =>
      step.ok ? take(deps, { request, reply, step: step.value }) : refuse(reply, step.error),
    );
    questionRoutes(app, deps);
    goNoGoRoutes(app, { engine, take: (asked) => take(deps, asked), refuse, noSuchPlan });
    resultRoutes(app, deps);
    void app.register(observationRoutes(deps));
    return Promise.resolve();
  };
}

const closingSteps =
  (deps: ReleaseApiDeps): FastifyPluginAsync =>
  (app) => {
    takeAnyBody(app);
    for (const step of NEVER_REFUSED) {
      app.post<ById & { Body: unknown }>(`/plans/:id/steps/${step.kind}`, (request, reply) => {
        request.body = saidIn(request.body as Uint8Array | null | undefined);
        return take(deps, { request, reply, step });
      });
    }
    return Promise.resolve();
  };

const testerRoutes = (app: Parameters<FastifyPluginAsync>[0], deps: ReleaseApiDeps) => {
  type TesterRequest = ById & { Body: TesterBody };
  const schema = { body: TesterBody };
  app.post<TesterRequest>('/plans/:id/testers', { schema }, async (request, reply) => {
    const said = termsIn(request.body);
    if (!said.ok) return refuse(reply, said.error);
    const { email } = request.body;
    const step = await enrollStep(deps.findTester, { email, terms: said.value });
    if (!step.ok) return refuse(reply, step.error);
    return take(deps, { request, reply, step: step.value });
  });
  app.delete<TesterRequest>('/plans/:id/testers', { schema }, async (request, reply) => {
    const { emailDigest } = await deps.findTester(request.body.email);
    return take(deps, { request, reply, step: { kind: 'remove-tester', emailDigest } });
  });
};

const questionRoutes = (app: Parameters<FastifyPluginAsync>[0], deps: ReleaseApiDeps) => {
  app.post<ById & { Body: AnswerBody }>(
    '/plans/:id/answers',
    { schema: { body: AnswerBody } },
    async (request, reply) => {
      const { id } = request.params;
      const asked = await deps.engine.status(id);
      if (!asked) return noSuchPlan(request, reply);
      const { question, yes } = request.body;
      const meant = asked.questions.find(({ number }) => number === question);
      if (question !== undefined && !meant) return refuse(reply, noSuchQuestion(question));
      const step: Step = { kind: 'answer', criterion: meant?.text ?? null, yes };
      return take(deps, { request, reply, step });
    },
  );
  app.post<ById & { Body: CheckInBody }>(
    '/plans/:id/check-ins',
    { schema: { body: CheckInBody } },
    async (request, reply) => {
      const { checkIn, waive = false } = request.body;
      return take(deps, { request, reply, step: { kind: 'check-in', checkIn, waive } });
    },
  );
};

/** What only people know. */
const resultRoutes = (app: Parameters<FastifyPluginAsync>[0], deps: ReleaseApiDeps) => {
  app.post<ById & { Body: CallsBody }>(
    '/plans/:id/calls',
    { schema: { body: CallsBody } },
    async (request, reply) => {
      const { day, stop = false, confused, wrongContact, cannotChange, other } = request.body;
      const counts = {
        confused,
        'wrong contact': wrongContact,
        'cannot change': cannotChange,
        other,
      };
      const step: Step = { kind: 'enter-calls', day, counts, stop };
      return take(deps, { request, reply, step });
    },
  );
  app.post<ById & { Body: ResultBody }>(
    '/plans/:id/results',
    { schema: { body: ResultBody } },
    async (request, reply) => {
      const { place, field, choice = null } = request.body;
      const step: Step = { kind: 'enter-result', place, field, choice };
      return take(deps, { request, reply, step });
    },
  );
};

function noSuchQuestion(question: number): Refusal {
  return { code: 'no-such-question', sentence: `The plan has no question ${question}.` };
}

type StepAsked = {
  readonly request: FastifyRequest<{ Params: { id: string }; Body: unknown }>;
  readonly reply: FastifyReply;
  readonly step: Step;
};

async function take(deps: ReleaseApiDeps, { request, reply, step }: StepAsked) {
  const { why, notice } = reasonIn(request.body);
  const { id } = request.params;
  const key = keyIn(request);
  const notices = [notice, deps.whyRoleless(request), key === null ? KEY_NOT_KEPT : null];
  if (key === null && step.kind !== 'rollback' && step.kind !== 'hold') {
    return refuse(reply, NOT_A_KEY);
  }
  const outcome = await deps.engine.take({
    id,
    step,
    who: deps.whoActs(request),
    why,
    seen: seenIn(request.body),
    ...(typeof key === 'string' && { key }),
  });
  return answer(deps, { id, reply, notices }, outcome);
}

/** The key by which the same request is known again; null for what can’t be one. */
function keyIn({ headers }: FastifyRequest): string | null | undefined {
  const key = headers['idempotency-key'];
  if (key === undefined) return undefined;
  return typeof key === 'string' && REQUEST_KEY.test(key) ? key : null;
}

const NOT_A_KEY: Refusal = {
  code: 'not-a-key',
  sentence:
    'An idempotency key is 1 to 100 letters, digits and signs without spaces. Send such a one, or none.',
};

const KEY_NOT_KEPT = 'The idempotency key can’t be one, so it was not kept.';

/** What the body says of the release that the person was shown. */
function seenIn(body: unknown): Seen {
  if (typeof body !== 'object' || body === null || !('expectedVersion' in body))
    return NOTHING_SAID;
  const { expectedVersion: version } = body;
  return typeof version === 'number' ? { version } : NOTHING_SAID;
}

type StepReply = {
  readonly id: string;
  readonly reply: FastifyReply;
  /** What was left out of a step that was taken all the same, a sentence each; null: nothing. */
  readonly notices: readonly (string | null)[];
};

/** A step that was taken is answered with where the release stands then. */
async function answer(
  { engine }: ReleaseApiDeps,
  { id, reply, notices }: StepReply,
  outcome: Result<null, Refusal>,
) {
  const told = notices.filter((sentence) => sentence !== null).join(' ');
  const notice = told === '' ? null : told;
  if (!outcome.ok) return refuse(reply, withNotice(outcome.error, notice));
  return reply.send({ ...(await engine.status(id)), ...(notice !== null && { notice }) });
}

function withNotice(refusal: Refusal, notice: string | null): Refusal {
  const isDoneAllTheSame = notice !== null && refusal.code === 'not-yet-recorded';
  return isDoneAllTheSame ? { ...refusal, sentence: `${refusal.sentence} ${notice}` } : refusal;
}

/** The answer "no" is 409; a plan that can't be read is 422; both say why in a sentence. */
function refuse(reply: FastifyReply, { code, sentence }: Refusal) {
  return reply.code(STATUS_OF_REFUSAL[code] ?? 409).send({ code, message: sentence });
}

const STATUS_OF_REFUSAL: Readonly<Record<string, number>> = {
  // Closed, and not refused: it is as good as done.
  'not-yet-recorded': 202,
  'not-a-plan-id': 400,
  'not-an-email': 400,
  'not-a-key': 400,
  'not-a-link': 400,
  'not-a-reference': 400,
  'not-a-time': 400,
  'key-reused': 422,
  'plan-not-ready': 422,
  'plan-unreadable': 422,
  'not-allowed': 403,
  'no-such-release': 404,
};

function noSuchPlan({ params }: FastifyRequest<ById>, reply: FastifyReply) {
  return refuse(reply, noSuchRelease(params.id));
}

const STEP_NAMES = [...PLAIN_STEPS.keys(), ...NEVER_REFUSED.map(({ kind }) => kind)];

function noSuchStep(reply: FastifyReply) {
  const message = `There is no such step. The steps are ${STEP_NAMES.join(', ')}.`;
  return reply.code(404).send({ code: 'no-such-step', message });
}
