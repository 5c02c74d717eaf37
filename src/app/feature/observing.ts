import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { personOf, whyNotAllowed } from '../../identity/index.ts';
import { outcomeOf, traceOf } from '../../lib/http/index.ts';
import type { SurfaceAnswer } from '../../release/index.ts';
import type { Evaluations } from './evaluations.ts';

export type Surface = {
  readonly toggle: string;
  readonly evaluations: Evaluations;
  /** The routes of the feature itself; the others are the surface around it. */
  readonly ownRoutes: readonly string[];
  readonly observe: (answer: SurfaceAnswer) => void;
};

/** Reports each answer that a signed-in person got on the surface that carries the feature. */
export function observeSurface(app: FastifyInstance, surface: Surface): void {
  app.addHook('onResponse', (request, reply, done) => {
    const answer = answerTo(request, reply, surface);
    if (answer) surface.observe(answer);
    done();
  });
}

/** Null for people outside the feature’s audience, with or without it, and where the toggle was not checked. */
function answerTo(
  request: FastifyRequest,
  reply: FastifyReply,
  { toggle, evaluations, ownRoutes }: Surface,
): SurfaceAnswer | null {
  const evaluation = evaluations.of(request);
  const outcome = outcomeOf(request, reply.statusCode);
  const person = personOf(request);
  if (outcome === 'left' || person === null || whyNotAllowed(person) !== null) return null;
  if (evaluation === null) return null;
  const { open, cohort, share, at } = evaluation;
  if (cohort === null) return null;
  const endpoint = request.routeOptions.url ?? 'unknown';
  return {
    kind: 'answer',
    toggle,
    person: person.accountId,
    cohort,
    share,
    shown: open,
    // Without the feature its routes lead away, as those around it would.
    ofFeature: open && ownRoutes.includes(endpoint),
    endpoint,
    status: reply.statusCode,
    ...outcome,
    durationMs: reply.elapsedTime,
    traceId: traceOf(request).traceId,
    at,
  };
}
