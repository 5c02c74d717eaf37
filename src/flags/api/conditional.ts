import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** A weak validator, since the same answer goes out plain and compressed. Of equal text alone it is equal. */
export function etagOf(...texts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(text).update('\0');
  return `W/"${hash.digest('base64url').slice(0, 27)}"`;
}

/** Sends the body with its validator, or 304 without a body to a client that has it already. */
export function sendUnlessKnown(reply: FastifyReply, etag: string, body: string): FastifyReply {
  reply.header('etag', etag).header('cache-control', 'private, no-cache');
  if (isKnown(reply.request, etag)) return reply.code(304).send();
  return reply.type('application/json').send(body);
}

function isKnown({ headers }: FastifyRequest, etag: string): boolean {
  const known = headers['if-none-match']?.split(',').map((text) => text.trim()) ?? [];
  return known.some((text) => text === '*' || opaque(text) === opaque(etag));
}

function opaque(etag: string): string {
  return etag.replace(/^W\//, '');
}
