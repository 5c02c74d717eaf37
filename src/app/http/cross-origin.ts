import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Whose pages may ask. */
export type PageOrigins = {
  /** This program's own. */
  readonly publicUrl: string;
  /** Others that may ask OFREP, such as `https://www.example.gov`. */
  readonly ofrepOrigins: readonly string[];
};

const OFREP = '/ofrep/v1/';

/** What OFREP's clients send and read; they send no cookies. How long a browser remembers that, in seconds. */
const PREFLIGHT = {
  'access-control-allow-methods': 'GET, POST',
  'access-control-allow-headers':
    'authorization, baggage, content-type, if-none-match, last-event-id, traceparent, tracestate, x-api-key',
  'access-control-max-age': '600',
};

/**
 * Lets pages of the given origins ask OFREP. What a page elsewhere sends there is refused, before anything else is
 * asked; programs do not say that a page sent them.
 */
export function letPagesAsk(app: FastifyInstance, origins: PageOrigins): void {
  app.addHook('onRequest', (request, reply, done) => {
    if (!isRefused(request, reply, origins)) done();
  });
  app.options(`${OFREP}*`, (_request, reply) => sendPreflight(reply));
}

/**
 * The same for what no route gets to see, as its path can't be read. A page hears that only if the preflight before it
 * was answered. True: this is answered.
 */
export function isAnsweredForPage(
  request: FastifyRequest,
  reply: FastifyReply,
  origins: PageOrigins,
): boolean {
  if (isRefused(request, reply, origins)) return true;
  if (!request.url.startsWith(OFREP) || request.method !== 'OPTIONS') return false;
  sendPreflight(reply);
  return true;
}

function isRefused(request: FastifyRequest, reply: FastifyReply, origins: PageOrigins): boolean {
  if (!request.url.startsWith(OFREP) || nameOrigin(request, reply, origins)) return false;
  void reply.code(403).send(NOT_ALLOWED);
  return true;
}

const sendPreflight = (reply: FastifyReply) => reply.headers(PREFLIGHT).code(204).send();

/** Whether the request comes from a page that may ask, or from none; an answer to a page names its origin. */
function nameOrigin(
  { headers: { origin } }: FastifyRequest,
  reply: FastifyReply,
  { publicUrl, ofrepOrigins }: PageOrigins,
): boolean {
  // Also for those without an origin: what is kept of one answer must not be given to another page.
  reply.header('vary', 'origin');
  if (origin === undefined || origin === publicUrl) return true;
  if (!ofrepOrigins.includes(origin)) return false;
  reply.header('access-control-allow-origin', origin);
  reply.header('access-control-expose-headers', 'etag, retry-after, x-request-id');
  return true;
}

const NOT_ALLOWED = {
  code: 'origin-not-allowed',
  message:
    'A page sent this from an origin that may not ask here. Whoever runs this server can name it in OFREP_ORIGINS.',
};
