import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import type { Refusal, Step } from '../decisions/decide.ts';
import type { ReleaseEngine } from '../engine/engine.ts';
import type { ReleaseStatus } from '../status/status.ts';
import { ConditionBody, ItemBody } from './bodies.ts';

type OnPlan = { readonly Params: { readonly id: string } };

type GoNoGoRoutes = {
  readonly engine: Pick<ReleaseEngine, 'status' | 'goNoGoRecord'>;
  readonly take: (asked: {
    readonly request: FastifyRequest<{ Params: { id: string }; Body: unknown }>;
    readonly reply: FastifyReply;
    readonly step: Step;
  }) => Promise<FastifyReply>;
  readonly refuse: (reply: FastifyReply, refusal: Refusal) => FastifyReply;
  readonly noSuchPlan: (request: FastifyRequest<OnPlan>, reply: FastifyReply) => FastifyReply;
};

/** Items answered and conditions closed, by their numbers in the status; and the decision as a record. */
export function goNoGoRoutes(
  app: Pick<FastifyInstance, 'get' | 'post'>,
  { engine, take, refuse, noSuchPlan }: GoNoGoRoutes,
): void {
  app.get<OnPlan>('/plans/:id/go-no-go', async ({ params }, reply) => {
    const record = await engine.goNoGoRecord(params.id);
    return record.ok ? reply.type('text/markdown').send(record.value) : refuse(reply, record.error);
  });
  app.post<OnPlan & { Body: ItemBody }>(
    '/plans/:id/items',
    { schema: { body: ItemBody } },
    async (request, reply) => {
      const status = await engine.status(request.params.id);
      if (!status) return noSuchPlan(request, reply);
      const step = answering(status, request.body);
      if (!step) return refuse(reply, noSuch('no-such-item', 'item', request.body.item));
      return take({ request, reply, step });
    },
  );
  app.post<OnPlan & { Body: ConditionBody }>(
    '/plans/:id/conditions',
    { schema: { body: ConditionBody } },
    async (request, reply) => {
      const status = await engine.status(request.params.id);
      if (!status) return noSuchPlan(request, reply);
      const step = closing(status, request.body);
      if (step) return take({ request, reply, step });
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
