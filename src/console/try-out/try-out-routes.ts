import type { FastifyInstance, FastifyReply, FastifyRequest, onRequestHookHandler } from 'fastify';

import type { ReleaseEngine } from '../../release/index.ts';
import { mayDo, whoMay } from '../../roles/index.ts';
import { operatorIn, whoIs } from '../frame/operator.ts';
import type { ReleasePageDeps } from '../frame/release-page.ts';
import { pathAfterStep, type ShowPage } from '../forms/step-page.ts';
import { EXAMPLE_PATH } from './try-out-forms.tsx';
import type { TryOut } from './try-out.ts';

type TryOutDeps = {
  readonly tryOut: TryOut | null;
  readonly engine: Pick<ReleaseEngine, 'load' | 'status'>;
  /** Refuses forms sent from another site. */
  readonly sameOriginOnly: onRequestHookHandler;
  readonly showReleases: ReleasePageDeps['showReleases'];
  readonly showNow: ShowPage;
};

type Trying = { Params: { id: string; what: string } };

/** What a newcomer presses in development; elsewhere these routes are not there. */
export function tryOutRoutes(app: FastifyInstance, deps: TryOutDeps): void {
  const { tryOut, sameOriginOnly } = deps;
  if (!tryOut) return;
  const { example } = tryOut;
  if (example) {
    app.post(EXAMPLE_PATH, { onRequest: sameOriginOnly }, (request, reply) =>
      loadExample({ ...deps, example }, request, reply),
    );
  }
  app.post<Trying>(
    '/console/releases/:id/try-out/:what',
    { onRequest: sameOriginOnly },
    (request, reply) => tryThis({ ...deps, tryOut }, request, reply),
  );
}

type ExampleDeps = TryOutDeps & { readonly example: NonNullable<TryOut['example']> };

async function loadExample(
  { engine, example, showReleases }: ExampleDeps,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const who = whoIs(operatorIn(request), 'load');
  const { id, document } = example;
  // A second press, or another newcomer’s: what is there may be a plan of somebody’s own.
  const isThere = (await engine.status(id)) !== null && mayDo(who.role, 'load');
  const loaded = isThere ? { ok: true as const } : await engine.load({ id, document, who });
  if (loaded.ok) return reply.redirect(pathAfterStep(id, doneBy(isThere ? '' : 'load')), 303);
  const { code, sentence } = loaded.error;
  reply.code(code === 'not-allowed' ? 403 : 409);
  return showReleases({ request, reply }, sentence);
}

const doneBy = (done: string) => ({ done, left: '', seen: '' });

async function tryThis(
  { tryOut, engine, showNow }: TryOutDeps & { readonly tryOut: TryOut },
  request: FastifyRequest<Trying>,
  reply: FastifyReply,
) {
  const { id, what } = request.params;
  const act = actsOf(tryOut).get(what) ?? null;
  if (act === null || !(await engine.status(id))) {
    return showNow({ request, reply: reply.code(404), id });
  }
  if (!mayDo(whoIs(operatorIn(request), 'load').role, 'load')) {
    const sentence = `Trying things out is for ${whoMay('load')}.`;
    const notice = { status: 'error', sentence } as const;
    return showNow({ request, reply: reply.code(403), id, notice });
  }
  act();
  return reply.redirect(pathAfterStep(id, doneBy(what)), 303);
}

function actsOf({ letVeteransCome, breakPage, mendPage }: TryOut) {
  return new Map<string, (() => void) | null>([
    ['send-veterans', letVeteransCome],
    ['break-page', breakPage],
    ['mend-page', mendPage],
  ]);
}
