import type { FastifyInstance } from 'fastify';

import { refuse, take, type ById, type TakesSteps } from './taking.ts';
import { BugBody, CancelBody, sessionStep, SessionBody, TaskBody } from './testing-bodies.ts';

/** What people write down of moderated production testing. */
export function testingRoutes(
  app: Pick<FastifyInstance, 'post' | 'delete'>,
  deps: TakesSteps,
): void {
  type With<Body> = ById & { Body: Body };
  app.post<With<SessionBody>>(
    '/plans/:id/sessions',
    { schema: { body: SessionBody } },
    (request, reply) => {
      const step = sessionStep(request.body);
      return step.ok ? take(deps, { request, reply, step: step.value }) : refuse(reply, step.error);
    },
  );
  app.delete<With<CancelBody>>(
    '/plans/:id/sessions',
    { schema: { body: CancelBody } },
    (request, reply) => {
      const { session } = request.body;
      return take(deps, { request, reply, step: { kind: 'cancel-session', session } });
    },
  );
  app.post<With<TaskBody>>('/plans/:id/tasks', { schema: { body: TaskBody } }, (request, reply) => {
    const { session, participant, task, outcome, note = null, quote = null } = request.body;
    const result = { session, participant, task, outcome, note, quote };
    return take(deps, { request, reply, step: { kind: 'record-task', ...result } });
  });
  app.post<With<BugBody>>('/plans/:id/bugs', { schema: { body: BugBody } }, (request, reply) => {
    const { bug = null, severity, ticket, fixed } = request.body;
    const given = {
      ...(severity !== undefined && { severity }),
      ...(ticket !== undefined && { ticket }),
      ...(fixed !== undefined && { fixed }),
    };
    return take(deps, { request, reply, step: { kind: 'record-bug', bug, given } });
  });
}
