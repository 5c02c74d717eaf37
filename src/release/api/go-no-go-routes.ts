import type { FastifyInstance } from 'fastify';

import type { Refusal, Step } from '../decisions/decide.ts';
import type { ReleaseEngine } from '../engine/engine.ts';
import type { ReleaseStatus } from '../status/status.ts';
import { ConditionBody, ItemBody } from './bodies.ts';
import { noSuchPlan, refuse, take, type ById, type TakesSteps } from './taking.ts';

type GoNoGoRoutes = TakesSteps & { readonly engine: Pick<ReleaseEngine, 'goNoGoRecord'> };

/** Items answered and conditions closed, by their numbers in the status; and the decision as a record. */
export function goNoGoRoutes(app: Pick<FastifyInstance, 'get' | 'post'>, deps: GoNoGoRoutes): void {
  const { engine } = deps;
  app.get<ById>('/plans/:id/go-no-go', async ({ params }, reply) => {
    const record = await engine.goNoGoRecord(params.id);
    return record.ok ? reply.type('text/markdown').send(record.value) : refuse(reply, record.error);
  });
  app.post<ById & { Body: ItemBody }>(
    '/plans/:id/items',
    { schema: { body: ItemBody } },
    async (request, reply) => {
      const status = await engine.status(request.params.id);
      if (!status) return noSuchPlan(request, reply);
      const step = answering(status, request.body);
      if (!step) return refuse(reply, noSuch('no-such-item', 'item', request.body.item));
      return take(deps, { request, reply, step });
    },
  );
  app.post<ById & { Body: ConditionBody }>(
    '/plans/:id/conditions',
    { schema: { body: ConditionBody } },
    async (request, reply) => {
      const status = await engine.status(request.params.id);
      if (!status) return noSuchPlan(request, reply);
      const step = closing(status, request.body);
      if (step) return take(deps, { request, reply, step });
      const { condition } = request.body;
      return refuse(reply, noSuch('no-such-condition', 'condition', condition));
    },
  );
}

function answering({ goNoGo }: ReleaseStatus, { item, answer, link }: ItemBody): Step | null {
  const meant = goNoGo.items.find(({ number }) => number === item);
  if (!meant) return null;
  return { kind: 'answer-item', item: meant.text, answer, ...(link !== undefined && { link }) };
}

function closing({ goNoGo }: ReleaseStatus, { condition, link }: ConditionBody): Step | null {
  const meant = goNoGo.conditions.find(({ number }) => number === condition);
  if (!meant) return null;
  const named = { kind: 'close-condition', condition: meant.text } as const;
  return { ...named, ...(link !== undefined && { link }) };
}

function noSuch(code: string, what: string, number: number): Refusal {
  const sentence = `The go/no-go has no ${what} ${number}. Look at it, and name one by its number there.`;
  return { code, sentence };
}
