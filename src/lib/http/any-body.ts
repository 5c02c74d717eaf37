import type { IncomingMessage } from 'node:http';

import type { FastifyInstance, FastifyRequest } from 'fastify';

/**
 * Reads bodies as bytes, of whatever type; null for one that is longer than its route's bound, which is let go. For
 * steps that must not fail over what stands in their body.
 */
export function takeAnyBody(app: FastifyInstance): void {
  const labels = new WeakMap<FastifyRequest, string>();
  app.addHook('onRequest', (request, _reply, done) => {
    const { headers } = request;
    // Fastify refuses a type that is none before it asks for a parser.
    if (headers['content-type'] !== undefined) {
      labels.set(request, headers['content-type']);
      headers['content-type'] = 'any/body';
    }
    done();
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', async (request: FastifyRequest, body: IncomingMessage) => {
    const label = labels.get(request);
    if (label !== undefined) request.headers['content-type'] = label;
    const { bodyLimit } = request.routeOptions;
    const isShort = Number(request.headers['content-length'] ?? 0) <= bodyLimit;
    const bytes = isShort ? await bytesWithin(bodyLimit, body) : null;
    // What still comes is received and forgotten, until the request's deadline.
    body.resume();
    return bytes;
  });
}

async function bytesWithin(limit: number, body: IncomingMessage): Promise<Buffer | null> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of body.iterator({ destroyOnReturn: false })) {
    parts.push(part as Buffer);
    length += (part as Buffer).length;
    if (length > limit) return null;
  }
  return Buffer.concat(parts);
}
