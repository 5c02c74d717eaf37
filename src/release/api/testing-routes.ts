import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';

import type { Result } from '../../lib/result.ts';
import { ok } from '../../lib/result.ts';
import type { Refusal, Step } from '../decisions/decide.ts';
import { BugBody, CancelBody, sessionStep, SessionBody, TaskBody } from './testing-bodies.ts';

type App = Parameters<FastifyPluginAsync>[0];

export type TakeStep = (
  request: FastifyRequest<{ Params: { id: string }; Body: unknown }>,
  reply: FastifyReply,
  step: Result<Step, Refusal>,
) => Promise<unknown>;

/** What people write down of moderated production testing. */
export function testingRoutes(app: App, take: TakeStep): void {
  type With<Body> = { Params: { id: string }; Body: Body };
  app.post<With<SessionBody>>(
    '/plans/:id/sessions',
    { schema: { body: SessionBody } },
    (request, reply) => take(request, reply, sessionStep(request.body)),
  );
  app.delete<With<CancelBody>>(
    '/plans/:id/sessions',
    { schema: { body: CancelBody } },
    (request, reply) => {
      const { session } = request.body;
      return take(request, reply, ok({ kind: 'cancel-session', session }));
    },
  );
  app.post<With<TaskBody>>('/plans/:id/tasks', { schema: { body: TaskBody } }, (request, reply) => {
    const { session, participant, task, outcome, note = null, quote = null } = request.body;
    const result = { session, participant, task, outcome, note, quote };
    return take(request, reply, ok({ kind: 'record-task', ...result }));
  });
  app.post<With<BugBody>>('/plans/:id/bugs', { schema: { body: BugBody } }, (request, reply) => {
    const { bug = null, severity, ticket, fixed } = request.body;
    const given = {
      ...(severity !== undefined && { severity }),
      ...(ticket !== undefined && { ticket }),
      ...(fixed !== undefined && { fixed }),
    };
    return take(request, reply, ok({ kind: 'record-bug', bug, given }));
  });
}
