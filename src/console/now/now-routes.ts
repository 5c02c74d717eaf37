import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import type { ReleaseStatus } from '../../release/index.ts';
import type { ConsoleNotice } from '../frame/console-document.tsx';
import type { FormFrame } from '../frame/step-form.tsx';
import { frameOf, withRelease, type ReleasePageDeps } from '../frame/release-page.ts';
import { doneNotice, type AfterStep } from '../steps/after-step.ts';
import { newId } from '../../lib/ids.ts';
import { operatorIn } from '../frame/operator.ts';
import { renderNow } from './now-page.tsx';

type NowRequest = { Params: { id: string }; Querystring: AfterStep };

type Showing = {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly id: string;
  readonly notice?: ConsoleNotice | null;
  readonly typed?: FormFrame['typed'];
};

export type ShowNow = (showing: Showing) => Promise<FastifyReply>;

/** A release at its own address, where each step leads: so that loading the page again takes no step. */
export function nowRoutes(app: FastifyInstance, deps: ReleasePageDeps): ShowNow {
  const page = (release: ReleaseStatus, { request, notice = null, typed }: Showing) =>
    renderNow({
      ...frameOf(deps, request),
      operator: operatorIn(request),
      release,
      notice,
      formKey: newId(),
      ...(typed && { typed }),
    });
  app.get<NowRequest>('/console/releases/:id', (request, reply) =>
    withRelease(deps, { request, reply }, (release) =>
      page(release, {
        request,
        reply,
        id: release.id,
        notice: doneNotice(release, request.query),
      }),
    ),
  );
  return (showing) => withRelease(deps, showing, (release) => page(release, showing));
}
