import type { FastifyPluginAsync, FastifyRequest, onRequestHookHandler } from 'fastify';

import { quoted } from '../../lib/text-from-people.ts';
import { REMARK_STATES, type FeedbackStore, type RemarkFilter } from '../kept/feedback-store.ts';

export type FeedbackListingDeps = {
  readonly store: Pick<FeedbackStore, 'figures' | 'remarks'>;
  readonly authorize: onRequestHookHandler[];
};

type ListingRequest = FastifyRequest<{ Querystring: Readonly<Record<string, unknown>> }>;

/** The most remarks in one answer, the newest. */
const MOST = 1_000;

/** `GET /api/feedback`: counts by stage, and the remarks of one stage or state, or all. */
export function feedbackListing({ store, authorize }: FeedbackListingDeps): FastifyPluginAsync {
  return (app) => {
    app.get('/api/feedback', { onRequest: authorize }, async (request: ListingRequest, reply) => {
      const { stage, state } = request.query;
      const filter = filterOf(stage, state);
      if (filter === null) return reply.code(400).send(noSuchState(String(state)));
      const [stages, remarks] = await Promise.all([store.figures(), store.remarks(filter, MOST)]);
      return { stages, remarks };
    });
    return Promise.resolve();
  };
}

/** Null for a state that there is not. */
export function filterOf(stage: unknown, state: unknown): RemarkFilter | null {
  const known = REMARK_STATES.find((one) => one === state);
  if (known === undefined && state !== undefined && state !== '') return null;
  return {
    ...(typeof stage === 'string' && stage !== '' && { stage }),
    ...(known && { state: known }),
  };
}

const noSuchState = (state: string) => ({
  code: 'no-such-state',
  message: `There is no state ${quoted(state)}. The states are ${REMARK_STATES.join(', ')}.`,
});
