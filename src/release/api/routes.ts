import type { FastifyPluginAsync, FastifyReply, onRequestHookHandler } from 'fastify';

import type { Clock } from '../../lib/clock.ts';
import { takeAnyBody, takeStrictBodies } from '../../lib/http/index.ts';
import type { Refusal, Step } from '../decisions/decide.ts';
import type { ReleaseEngine } from '../engine/engine.ts';
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
import { saidIn } from './reason.ts';
import { noSuchPlan, refuse, seenIn, take, type ById, type TakesSteps } from './taking.ts';
import { enrollStep, type FindTester } from './tester-steps.ts';
import { termsIn } from './testing-bodies.ts';
import { testingRoutes } from './testing-routes.ts';

export type ReleaseApiDeps = TakesSteps & {
  readonly engine: ReleaseEngine;
  readonly clock: Clock;
  /** Lets only operators and tokens through. */
  readonly authorize: readonly onRequestHookHandler[];
  /** Whether who sends an observation may observe its toggle. */
  readonly mayObserve: ObservationsDeps['mayObserve'];
  readonly findTester: FindTester;
};

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
    testingRoutes(app, deps);
    questionRoutes(app, deps);
    goNoGoRoutes(app, deps);
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

const STEP_NAMES = [...PLAIN_STEPS.keys(), ...NEVER_REFUSED.map(({ kind }) => kind)];

function noSuchStep(reply: FastifyReply) {
  const message = `There is no such step. The steps are ${STEP_NAMES.join(', ')}.`;
  return reply.code(404).send({ code: 'no-such-step', message });
}
