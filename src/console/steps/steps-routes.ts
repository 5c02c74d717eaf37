import type {
  FastifyInstance,
  FastifyPluginAsync,
  FastifyReply,
  FastifyRequest,
  onRequestHookHandler,
} from 'fastify';

import { takeAnyBody } from '../../lib/http/index.ts';
import { textFromPeople } from '../../lib/text-from-people.ts';
import { REQUEST_KEY, type ReleaseEngine, type Step } from '../../release/index.ts';
import { isRoleFresh, ROLE_TO_CONFIRM } from '../frame/access-guard.ts';
import type { ReleasePage } from '../frame/addresses.ts';
import { fieldIn, fieldsIn } from '../forms/fields.ts';
import { operatorIn, whoIs } from '../frame/operator.ts';
import { releaseNamed } from '../frame/release-page.ts';
import type { TypedForm } from '../forms/step-form.tsx';
import { pageOfStep, pathAfterStep, type ShowPage } from '../forms/step-page.ts';
import { keptOf, withoutAddress } from '../testing/kept-fields.ts';
import type { TestingFormsDeps } from '../testing/testing-forms.ts';
import { doneNotice } from './after-step.ts';
import { leadsTo } from './leads-to.ts';
import { isStepOfForms, stepInForm } from './step-in-form.ts';

export type StepsDeps = TestingFormsDeps & {
  readonly engine: Pick<ReleaseEngine, 'take' | 'status' | 'releases'>;
  /** Refuses forms sent from another site. */
  readonly sameOriginOnly: onRequestHookHandler;
  /** The pages on which forms stand; the first one also shows what became of any other. */
  readonly show: { readonly now: ShowPage } & Readonly<Partial<Record<ReleasePage, ShowPage>>>;
};

type StepAddress = { Params: { id: string; step: string } };
type FormStepRequest = FastifyRequest<StepAddress>;

/** Every step of a release, as the forms of the console ask for it. */
export function stepsRoutes(app: FastifyInstance, deps: StepsDeps): void {
  app.post<StepAddress>(
    '/console/releases/:id/steps/:step',
    { onRequest: deps.sameOriginOnly },
    (request, reply) => takeFormStep(deps, request, reply),
  );
  void app.register(closingRoutes(deps));
}

/** The buttons roll back and hold whatever the form around the reason looks like. */
function closingRoutes(deps: StepsDeps): FastifyPluginAsync {
  return (app) => {
    takeAnyBody(app);
    for (const kind of ['rollback', 'hold'] as const) {
      const path = `/console/releases/:id/steps/${kind}`;
      app.post<StepAddress>(path, { onRequest: deps.sameOriginOnly }, (request, reply) =>
        takeStep(deps, { request, reply, step: { kind } }),
      );
    }
    return Promise.resolve();
  };
}

async function takeFormStep(deps: StepsDeps, request: FormStepRequest, reply: FastifyReply) {
  const { id, step: name } = request.params;
  const show = showAfter(deps, name);
  const release = await releaseNamed(deps.engine, id);
  if (!release || !isStepOfForms(name)) {
    return show({ request, reply: reply.code(404), id });
  }
  const typed = typedIn(request.body, name);
  if (!isRoleFresh(request)) {
    const sentence = withoutAddress(ROLE_TO_CONFIRM, request.body);
    const notice = { status: 'error', sentence, confirmsRole: true } as const;
    return show({ request, reply: reply.code(403), id, notice, typed });
  }
  const step = await stepInForm(deps, { name, body: request.body, release });
  if (step.ok) return takeStep(deps, { request, reply, step: step.value });
  const sentence = withoutAddress(step.error.sentence, request.body);
  const notice = { status: 'error', sentence } as const;
  return show({ request, reply: reply.code(422), id, notice, typed });
}

type TakenFrom = {
  readonly request: FormStepRequest;
  readonly reply: FastifyReply;
  readonly step: Step;
};

async function takeStep(deps: StepsDeps, { request, reply, step }: TakenFrom) {
  const { engine } = deps;
  const show = showAfter(deps, step.kind);
  const { id } = request.params;
  const { text: why, lost: lostOfIt } = textFromPeople(fieldIn(request.body, 'reason'));
  const lost = request.body === null ? 'all' : lostOfIt;
  const key = fieldIn(request.body, 'key');
  const seen = fieldIn(request.body, 'expectedVersion');
  const outcome = await engine.take({
    id,
    step,
    who: whoIs(operatorIn(request), step.kind, fieldIn(request.body, 'role')),
    why,
    ...(/^\d{1,9}$/.test(seen) && { seen: { version: Number(seen) } }),
    ...(REQUEST_KEY.test(key) && { key }),
  });
  if (outcome.ok) {
    const after = { done: step.kind, left: lost ?? '', seen };
    // The page it leads to would ask the identity provider first, which may be what is down.
    if (!isRoleFresh(request)) {
      const release = await releaseNamed(engine, id);
      return show({ request, reply, id, notice: release && doneNotice(release, after) });
    }
    return reply.redirect(pathAfterStep(id, after), 303);
  }
  const { code } = outcome.error;
  const sentence = withoutAddress(outcome.error.sentence, request.body);
  // Closed, though not written down yet: it is as good as done.
  const status = code === 'not-yet-recorded' ? 'warning' : 'error';
  reply.code(status === 'warning' ? 202 : NOT_THEIRS.has(code) ? 403 : 409);
  const notice = { status, sentence, leadsTo: leadsTo(code, id) } as const;
  return show({ request, reply, id, notice, typed: typedIn(request.body, step.kind) });
}

/** Refusals that say whose it is. */
const NOT_THEIRS: ReadonlySet<string> = new Set([
  'not-allowed',
  'not-your-question',
  'not-your-item',
  'not-your-condition',
]);

/** What is shown again of a form that was refused; of testing, nothing that may tell who somebody is. */
function typedIn(body: unknown, step: string): TypedForm {
  const form = fieldIn(body, 'form');
  const fields = pageOfStep(step) === 'testing' ? keptOf(body) : fieldsIn(body);
  return { form: form === '' ? step : form, fields };
}

function showAfter({ show }: StepsDeps, step: string): ShowPage {
  return show[pageOfStep(step)] ?? show.now;
}
