import Fastify, { type FastifyPluginAsync, type onRequestHookHandler } from 'fastify';

import type { PrometheusStore } from './prometheus/prometheus-store.ts';

/** What a scrape gets. */
export type ScrapedText = Pick<PrometheusStore, 'text' | 'contentType'>;

/** `GET /metrics`, for those whom these hooks let in. */
export function metricsRoute(
  scraped: ScrapedText,
  authorize: readonly onRequestHookHandler[] = [],
): FastifyPluginAsync {
  return (app) => {
    for (const hook of authorize) app.addHook('onRequest', hook);
    app.get('/metrics', async (_request, reply) =>
      reply.type(scraped.contentType).send(await scraped.text()),
    );
    return Promise.resolve();
  };
}

export type ListenAt = { readonly host: string; readonly port: number };

/** Nobody but those who scrape comes here. */
const MOST_CONNECTIONS = 20;
const REQUEST_MS = 10_000;

/** Answers `GET /metrics` at an address of its own, to anybody who reaches it. Rejects where it can’t listen. */
export async function listenForScrapes(
  scraped: ScrapedText,
  at: ListenAt,
): Promise<{ close(): Promise<void> }> {
  const app = Fastify({
    logger: false,
    bodyLimit: 1,
    requestTimeout: REQUEST_MS,
    http: { headersTimeout: REQUEST_MS, maxHeaderSize: 8_192 },
    forceCloseConnections: true,
  });
  app.server.maxConnections = MOST_CONNECTIONS;
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).send(NOTHING_ELSE));
  app.setErrorHandler((_error, _request, reply) => reply.code(400).send(NOT_READ));
  await app.register(metricsRoute(scraped));
  await app.listen(at);
  return { close: () => app.close() };
}

const NOTHING_ELSE = {
  code: 'no-such-path',
  message: 'There is nothing at this address but GET /metrics.',
};

const NOT_READ = {
  code: 'invalid-request',
  message: 'This request can’t be read. Ask for GET /metrics, without a body.',
};
