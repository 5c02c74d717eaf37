import { normalizeIP } from '@fastify/rate-limit';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** How many event streams one address may hold open. */
export const MOST_STREAMS_PER_ADDRESS = 50;

/** Counts a stream until its connection closes; false when its address, or all together, have too many already. */
export type StreamCount = (request: FastifyRequest, reply: FastifyReply) => boolean;

export function createStreamCount(mostInAll: number): StreamCount {
  const open = new Map<string, number>();
  let all = 0;
  const add = (address: string, by: 1 | -1) => {
    const left = (open.get(address) ?? 0) + by;
    if (left === 0) open.delete(address);
    else open.set(address, left);
    all += by;
    return left;
  };
  return (request, reply) => {
    const address = normalizeIP(request.ip);
    const mine = add(address, 1);
    reply.raw.once('close', () => add(address, -1));
    return mine <= MOST_STREAMS_PER_ADDRESS && all <= mostInAll;
  };
}
