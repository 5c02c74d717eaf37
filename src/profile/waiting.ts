import type { FastifyRequest } from 'fastify';

/**
 * Aborted when the sender of a question no longer waits for the answer. A form that was sent is dealt with all the same;
 * and the signal of its request would end as soon as its body was read.
 */
export function waitingFor(request: FastifyRequest): AbortSignal {
  return request.method === 'POST' ? new AbortController().signal : request.signal;
}
