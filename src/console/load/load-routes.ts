import type { FastifyInstance, FastifyReply, FastifyRequest, onRequestHookHandler } from 'fastify';

import type { PageFiles } from '../../design-system/index.ts';
import type { Clock } from '../../lib/clock.ts';
import { err, type Result } from '../../lib/result.ts';
import { beginningOf } from '../../lib/text-from-people.ts';
import {
  problemWithPlan,
  type PlanPreview,
  type Refusal,
  type ReleaseEngine,
} from '../../release/index.ts';
import { isRoleFresh } from '../frame/access-guard.ts';
import { releasePath } from '../frame/addresses.ts';
import { operatorIn, whoIs } from '../frame/operator.ts';
import { frameOf } from '../frame/release-page.ts';
import { givenPlan, LONGEST_ID, type GivenPlan } from './given-plan.ts';
import { renderLoad } from './load-page.tsx';

type LoadDeps = PageFiles & {
  readonly engine: Pick<ReleaseEngine, 'load' | 'preview'>;
  readonly clock: Clock;
  readonly sameOriginOnly: onRequestHookHandler;
};

const NOTHING = { document: '', fileName: null, isFilled: false, preview: null };

/** `/console/load`: a plan is shown with what it changes and voids before it is loaded. */
export function loadRoutes(app: FastifyInstance, deps: LoadDeps): void {
  app.get<{ Querystring: { release?: unknown } }>('/console/load', (request, reply) => {
    const { release } = request.query;
    const id = typeof release === 'string' ? beginningOf(release, LONGEST_ID) : '';
    const page = { ...frameOf(deps, request), operator: operatorIn(request) };
    return reply.type('text/html').send(renderLoad({ ...page, ...NOTHING, id }));
  });
  app.post('/console/load', { onRequest: deps.sameOriginOnly }, async (request, reply) => {
    const given = await givenPlan(request);
    return given.isConfirmed
      ? load(deps, { request, reply }, given)
      : showPreview(deps, { request, reply }, given);
  });
}

type LoadAsked = { readonly request: FastifyRequest; readonly reply: FastifyReply };

async function showPreview(deps: LoadDeps, asked: LoadAsked, given: GivenPlan) {
  const { id, document } = given;
  const who = whoIs(operatorIn(asked.request), 'load');
  const preview = await ifFresh(asked.request, given, () =>
    deps.engine.preview({ id, document, who }),
  );
  return answer(deps, asked, { ...given, preview });
}

async function load(deps: LoadDeps, asked: LoadAsked, given: GivenPlan) {
  const { id, document, seen: version } = given;
  const who = whoIs(operatorIn(asked.request), 'load');
  const loaded = await ifFresh(asked.request, given, () =>
    deps.engine.load({ id, document, who, seen: { version } }),
  );
  if (loaded.ok) return asked.reply.redirect(releasePath(id, 'plan'), 303);
  return answer(deps, asked, { ...given, preview: loaded });
}

async function ifFresh<Answer>(
  request: FastifyRequest,
  given: GivenPlan,
  ask: () => Promise<Result<Answer, Refusal>>,
): Promise<Result<Answer, Refusal>> {
  if (given.problem !== null) return refuseFile(given.problem);
  const problem = problemWithPlan(given);
  if (problem) return err(problem);
  return isRoleFresh(request) ? ask() : ROLE_TO_CONFIRM;
}

const ROLE_TO_CONFIRM = err({
  code: 'role-to-confirm',
  sentence:
    'Your role was last confirmed more than five minutes ago. Confirm it, then send the form again; the plan is still in it. Nothing was loaded.',
});

type Loading = GivenPlan & { readonly preview: Result<PlanPreview, Refusal> };

const refuseFile = (sentence: string) => err({ code: 'plan-not-ready', sentence });

function answer(deps: LoadDeps, { request, reply }: LoadAsked, loading: Loading) {
  const page = { ...frameOf(deps, request), operator: operatorIn(request) };
  reply.code(loading.preview.ok ? 200 : statusOf(loading.preview.error));
  return reply.type('text/html').send(renderLoad({ ...page, ...loading }));
}

function statusOf({ code }: Refusal): number {
  if (code === 'not-allowed' || code === 'role-to-confirm') return 403;
  return code === 'plan-not-ready' || code === 'not-a-plan-id' ? 422 : 409;
}
