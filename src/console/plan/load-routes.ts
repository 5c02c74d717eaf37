import type { FastifyInstance, FastifyReply, FastifyRequest, onRequestHookHandler } from 'fastify';

import type { PageFiles } from '../../design-system/index.ts';
import type { Clock } from '../../lib/clock.ts';
import { err, type Result } from '../../lib/result.ts';
import {
  problemWithPlan,
  type PlanPreview,
  type Refusal,
  type ReleaseEngine,
} from '../../release/index.ts';
import { isRoleFresh } from '../frame/access-guard.ts';
import { releasePath } from '../frame/addresses.ts';
import { fieldIn } from '../forms/fields.ts';
import { operatorIn, whoIs } from '../frame/operator.ts';
import { frameOf } from '../frame/release-page.ts';
import { renderLoad } from './load-page.tsx';

type LoadDeps = PageFiles & {
  readonly engine: Pick<ReleaseEngine, 'load' | 'preview'>;
  readonly clock: Clock;
  readonly sameOriginOnly: onRequestHookHandler;
};

/** `/console/load`: a plan is shown with what it changes and voids before it is loaded. */
export function loadRoutes(app: FastifyInstance, deps: LoadDeps): void {
  app.get<{ Querystring: { release?: unknown } }>('/console/load', (request, reply) => {
    const { release } = request.query;
    const id = typeof release === 'string' ? release.slice(0, LONGEST_ID) : '';
    const page = { ...frameOf(deps, request), operator: operatorIn(request) };
    return reply.type('text/html').send(renderLoad({ ...page, id, document: '', preview: null }));
  });
  app.post('/console/load', { onRequest: deps.sameOriginOnly }, (request, reply) =>
    fieldIn(request.body, 'confirmed') === 'yes'
      ? load(deps, request, reply)
      : showPreview(deps, request, reply),
  );
}

/** In characters. */
const LONGEST_ID = 100;

/** Browsers send each end of a line as two characters. */
function planIn({ body }: FastifyRequest) {
  const document = fieldIn(body, 'document').replaceAll('\r\n', '\n');
  return { id: fieldIn(body, 'release').trim().slice(0, LONGEST_ID), document };
}

async function showPreview(deps: LoadDeps, request: FastifyRequest, reply: FastifyReply) {
  const given = planIn(request);
  const who = whoIs(operatorIn(request), 'load');
  const preview = await ifFresh(request, given, () => deps.engine.preview({ ...given, who }));
  return answer(deps, { request, reply }, { ...given, preview });
}

async function load(deps: LoadDeps, request: FastifyRequest, reply: FastifyReply) {
  const given = planIn(request);
  const seen = fieldIn(request.body, 'expectedVersion');
  const who = whoIs(operatorIn(request), 'load');
  const version = /^\d{1,9}$/.test(seen) ? Number(seen) : 0;
  const loaded = await ifFresh(request, given, () =>
    deps.engine.load({ ...given, who, seen: { version } }),
  );
  if (loaded.ok) return reply.redirect(releasePath(given.id, 'plan'), 303);
  return answer(deps, { request, reply }, { ...given, preview: loaded });
}

async function ifFresh<Answer>(
  request: FastifyRequest,
  given: Parameters<typeof problemWithPlan>[0],
  ask: () => Promise<Result<Answer, Refusal>>,
): Promise<Result<Answer, Refusal>> {
  const problem = problemWithPlan(given);
  if (problem) return err(problem);
  return isRoleFresh(request) ? ask() : ROLE_TO_CONFIRM;
}

const ROLE_TO_CONFIRM = err({
  code: 'role-to-confirm',
  sentence:
    'Your role was last confirmed more than five minutes ago. Confirm it, then send the form again; the plan is still in it. Nothing was loaded.',
});

type LoadAsked = { readonly request: FastifyRequest; readonly reply: FastifyReply };
type Loading = {
  readonly id: string;
  readonly document: string;
  readonly preview: Result<PlanPreview, Refusal>;
};

function answer(deps: LoadDeps, { request, reply }: LoadAsked, loading: Loading) {
  const page = { ...frameOf(deps, request), operator: operatorIn(request) };
  reply.code(loading.preview.ok ? 200 : statusOf(loading.preview.error));
  return reply.type('text/html').send(renderLoad({ ...page, ...loading }));
}

function statusOf({ code }: Refusal): number {
  if (code === 'not-allowed' || code === 'role-to-confirm') return 403;
  return code === 'plan-not-ready' || code === 'not-a-plan-id' ? 422 : 409;
}
