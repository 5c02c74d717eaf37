import type { FastifyInstance, FastifyRequest } from 'fastify';

import { begunTrace, continueTrace, spanOf } from '../../lib/http/index.ts';
import type { Tracer } from '../../lib/tracing/index.ts';
import { METHODS } from '../metrics.ts';

/**
 * A span for every request, by the semantic conventions for HTTP: method, route and status. The address is left out,
 * since addresses carry what people typed.
 */
export function traceRequests(app: FastifyInstance, tracer: Tracer): void {
  app.addHook('onRequest', async (request) => {
    const method = METHODS.find((one) => one === request.method) ?? '_OTHER';
    const route = routeOf(request);
    const span = tracer.begin({
      kind: 'server',
      name: route === null ? method : `${method} ${route}`,
      parent: begunTrace(request.headers),
      attributes: {
        'http.request.method': method,
        'url.scheme': request.protocol,
        ...(route !== null && { 'http.route': route }),
      },
    });
    continueTrace(request, span);
  });
  app.addHook('onResponse', async (request, reply) => {
    const { statusCode } = reply;
    const error = statusCode >= 500 ? String(statusCode) : null;
    spanOf(request)?.end({ attributes: { 'http.response.status_code': statusCode }, error });
  });
}

function routeOf({ routeOptions: { url } }: FastifyRequest): string | null {
  return url?.replace(/(.)\/$/, '$1') ?? null;
}
