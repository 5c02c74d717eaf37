import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import type { Operator } from '../../identity/index.ts';
import { newId } from '../../lib/ids.ts';
import { doneNotice, type AfterStep } from '../steps/after-step.ts';
import { releasePath, type ReleasePage } from '../frame/addresses.ts';
import type { ConsoleNotice } from '../frame/console-document.tsx';
import { operatorIn } from '../frame/operator.ts';
import type { ReleaseFrame } from '../frame/release-document.tsx';
import { frameOf, withRelease, type ReleasePageDeps } from '../frame/release-page.ts';
import type { FormFrame } from './step-form.tsx';

/** What a page of a release with forms shows. */
export type StepPageView = Omit<ReleaseFrame, 'operator'> &
  Pick<FormFrame, 'formKey' | 'typed'> & { readonly operator: Operator };

type Showing = {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  /** Of the release. */
  readonly id: string;
  readonly notice?: ConsoleNotice | null;
  readonly typed?: FormFrame['typed'];
};

/** Shows a page of a release, and what became of a step that one of its forms asked for. */
export type ShowPage = (showing: Showing) => Promise<FastifyReply>;

type StepPage = {
  readonly page: ReleasePage;
  readonly render: (view: StepPageView) => string;
};

/** A page with forms at its own address, where each step leads: so that loading the page again takes no step. */
export function stepPage(
  app: FastifyInstance,
  deps: ReleasePageDeps,
  { page, render }: StepPage,
): ShowPage {
  const show = (showing: Showing, after: AfterStep) =>
    withRelease(deps, showing, (release) => {
      const { request, notice = doneNotice(release, after), typed } = showing;
      const frame = { ...frameOf(deps, request), operator: operatorIn(request), notice };
      return render({ ...frame, release, formKey: newId(), ...(typed && { typed }) });
    });
  type PageRequest = { Params: { id: string }; Querystring: AfterStep };
  const path = page === 'now' ? '/console/releases/:id' : `/console/releases/:id/${page}`;
  app.get<PageRequest>(path, (request, reply) =>
    show({ request, reply, id: request.params.id }, request.query),
  );
  return (showing) => show(showing, {});
}

/** Where the forms of a step stand, and lead back to. */
export function pageOfStep(step: string): ReleasePage {
  return PAGE_OF_STEP.get(step) ?? 'now';
}

const PAGE_OF_STEP: ReadonlyMap<string, ReleasePage> = new Map([
  ['plan-session', 'testing'],
  ['cancel-session', 'testing'],
  ['enroll-tester', 'testing'],
  ['invite-tester', 'testing'],
  ['remove-tester', 'testing'],
  ['record-task', 'testing'],
  ['record-bug', 'testing'],
  ['enter-calls', 'results'],
  ['enter-result', 'results'],
  ['answer-item', 'go-no-go'],
  ['close-condition', 'go-no-go'],
  ['go', 'go-no-go'],
  ['no-go', 'go-no-go'],
  ['pause', 'go-no-go'],
]);

export function pathAfterStep(
  id: string,
  after: Readonly<Record<'done' | 'left' | 'seen', string>>,
) {
  return `${releasePath(id, pageOfStep(after.done))}?${new URLSearchParams(after)}`;
}
