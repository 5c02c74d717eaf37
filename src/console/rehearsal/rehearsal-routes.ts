import type { FastifyInstance, FastifyReply, FastifyRequest, onRequestHookHandler } from 'fastify';

import type { ReleaseEngine } from '../../release/index.ts';
import { mayDo, whoMay } from '../../roles/index.ts';
import { isRoleFresh, ROLE_TO_CONFIRM } from '../frame/access-guard.ts';
import type { ConsoleNotice } from '../frame/console-document.tsx';
import { fieldIn } from '../forms/fields.ts';
import { operatorIn, whoIs } from '../frame/operator.ts';
import { frameOf, withRelease, type ReleasePageDeps } from '../frame/release-page.ts';
import { renderRehearsal, runPath } from './rehearsal-page.tsx';
import {
  rehearsalWish,
  typedInAddress,
  typedRehearsal,
  type RehearsalTyped,
} from './rehearsal-wish.ts';
import type { Rehearsals } from './rehearsals.ts';

export type RehearsalDeps = ReleasePageDeps & {
  readonly engine: Pick<ReleaseEngine, 'plan' | 'status'>;
  readonly rehearsals: Rehearsals;
  /** Refuses forms sent from another site. */
  readonly sameOriginOnly: onRequestHookHandler;
};

type RehearsalAddress = { Params: { id: string }; Querystring: Readonly<Record<string, unknown>> };
type RehearsalRequest = FastifyRequest<RehearsalAddress>;

/** `/console/releases/:id/plan/rehearsal`: starts rehearsals of the loaded plan, and shows what they came to. */
export function rehearsalRoutes(app: FastifyInstance, deps: RehearsalDeps): void {
  const path = '/console/releases/:id/plan/rehearsal';
  const { sameOriginOnly: onRequest } = deps;
  app.get<RehearsalAddress>(path, (request, reply) => show(deps, { request, reply }));
  app.post<RehearsalAddress>(path, { onRequest }, (request, reply) => start(deps, request, reply));
  app.post<RehearsalAddress>(`${path}/stop`, { onRequest }, (request, reply) => {
    const operator = operatorIn(request);
    const run = fieldIn(request.body, 'run');
    if (mayRehearse(request)) deps.rehearsals.stop(run, operator.name);
    return reply.redirect(runPath(request.params.id, run, null), 303);
  });
}

type ShowingRehearsal = {
  readonly request: RehearsalRequest;
  readonly reply: FastifyReply;
  /** Why nothing was started, and what was typed. */
  readonly notice?: ConsoleNotice;
  readonly typed?: RehearsalTyped;
};

function show(deps: RehearsalDeps, { request, reply, notice, typed }: ShowingRehearsal) {
  const { run } = request.query;
  const asked = typedInAddress(request.query);
  return withRelease(deps, { request, reply }, (release) =>
    renderRehearsal({
      ...frameOf(deps, request),
      release,
      rehearsals: deps.rehearsals.of(release.id),
      run: typeof run === 'string' ? run : null,
      typed,
      asked,
      ...(notice && { notice }),
    }),
  );
}

const UNKNOWN_TRAFFIC = { usersPerDay: null, baseline: null };

async function start(deps: RehearsalDeps, request: RehearsalRequest, reply: FastifyReply) {
  const typed = typedRehearsal(request.body);
  const refuse = (status: number, sentence: string, confirmsRole?: true) => {
    const notice = { status: 'error', sentence, ...(confirmsRole && { confirmsRole }) } as const;
    return show(deps, { request, reply: reply.code(status), notice, typed });
  };
  if (!mayRehearse(request)) return refuse(403, `Rehearsing a plan is for ${whoMay('rehearse')}.`);
  if (!isRoleFresh(request)) return refuse(403, ROLE_TO_CONFIRM, true);
  const wish = rehearsalWish(typed);
  if (!wish.ok) return refuse(422, wish.error);
  const { id } = request.params;
  const release = await deps.engine.status(id);
  const shown = release && (await deps.engine.plan(id, UNKNOWN_TRAFFIC));
  if (!shown) return show(deps, { request, reply });
  if (!shown.ok) return refuse(422, shown.error.sentence);
  const { name: by } = operatorIn(request);
  const { planVersion } = release;
  const asked = { release: id, planVersion, document: shown.value.document, wish: wish.value, by };
  const started = deps.rehearsals.start(asked);
  if (!started.ok) return refuse(429, started.error);
  return reply.redirect(runPath(id, started.value, typed), 303);
}

function mayRehearse(request: FastifyRequest): boolean {
  return mayDo(whoIs(operatorIn(request), 'rehearse').role, 'rehearse');
}
