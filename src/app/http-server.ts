import fastifyHelmet from '@fastify/helmet';
import fastifyStatic from '@fastify/static';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';

import { NoFreeConnectionError } from '../lib/database/index.ts';
import { unknownPath } from '../lib/json-api.ts';
import { newId } from '../lib/ids.ts';
import { errorFields, type Log } from '../lib/log.ts';
import { traceOf } from '../lib/trace.ts';
import { renderProblemPage } from '../profile/index.ts';
import { PUBLIC_PREFIX, type PublicFiles } from './public-files.ts';

export type HttpServerSettings = {
  readonly publicUrl: string;
  readonly trustedProxies: string;
  /** Where sign-out forms are allowed to lead. */
  readonly issuer: string;
  readonly publicFiles: PublicFiles;
  readonly log: Log;
};

/** Room for the longest plan document with its JSON around it. */
const BODY_LIMIT_BYTES = 2 * 1_048_576;

/** The HTTP server before any room is mounted: security headers, static files, errors, one log line a request. */
export async function createHttpServer(settings: HttpServerSettings): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false,
    genReqId: newId,
    bodyLimit: BODY_LIMIT_BYTES,
    trustProxy: settings.trustedProxies,
  });
  logRequests(app, settings.log);
  answerProblems(app, settings);
  await app.register(fastifyHelmet, securityHeaders(settings));
  await app.register(fastifyStatic, {
    root: settings.publicFiles.folder,
    prefix: PUBLIC_PREFIX,
    // Names carry a hash of the content.
    immutable: true,
    maxAge: '365d',
    index: false,
  });
  app.get('/', (_request, reply) => reply.redirect('/profile'));
  return app;
}

function securityHeaders({ publicUrl, issuer }: HttpServerSettings) {
  const behindTls = publicUrl.startsWith('https:');
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        fontSrc: ["'self'"],
        imgSrc: ["'self'"],
        // Signing out posts a form here, and the answer leads on to the identity provider.
        formAction: ["'self'", new URL(issuer).origin],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        ...(behindTls && { upgradeInsecureRequests: [] }),
      },
    },
    strictTransportSecurity: behindTls,
    referrerPolicy: { policy: 'same-origin' as const },
  };
}

function logRequests(app: FastifyInstance, log: Log): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
  app.addHook('onResponse', async (request, reply) => {
    log.info('request', {
      requestId: request.id,
      traceId: traceOf(request).traceId,
      method: request.method,
      // The pattern, never the address: addresses can carry what people typed.
      route: request.routeOptions.url ?? 'unknown',
      status: reply.statusCode,
      durationMs: Math.round(reply.elapsedTime),
    });
  });
}

function answerProblems(app: FastifyInstance, settings: HttpServerSettings): void {
  app.setNotFoundHandler((request, reply) => {
    reply.code(404).header('cache-control', 'no-store');
    if (request.url.startsWith('/v0/')) return reply.send(unknownPath(request.url));
    return isForPrograms(request)
      ? reply.send({ code: 'no-such-path', message: 'There is nothing at this path.' })
      : sendProblemPage(reply, { ...NO_SUCH_PAGE, settings });
  });
  app.setErrorHandler((error, request, reply) => {
    const status = statusOf(error);
    reply.code(status).header('cache-control', 'no-store');
    if (status < 500) {
      return reply.send({ code: 'invalid-request', message: messageOf(error) });
    }
    if (error instanceof NoFreeConnectionError) return reply.code(503).send(BUSY);
    settings.log.error('request failed', { requestId: request.id, ...errorFields(error) });
    return isForPrograms(request)
      ? reply.send({
          code: 'internal-error',
          message: `Something went wrong here. Reference: ${request.id}`,
        })
      : sendProblemPage(reply, { ...OUR_FAULT, settings, requestId: request.id });
  });
}

/** A wait for the database that took too long: it passes by itself. */
const BUSY = {
  code: 'busy',
  message: 'Too much is going on at once. Please try again in a moment.',
};

const NO_SUCH_PAGE = {
  heading: 'We can’t find that page',
  sentence: 'The address may be mistyped, or the page may have moved.',
  status: 404,
};

const OUR_FAULT = {
  heading: 'Something went wrong on our end',
  sentence: 'This is our fault, not yours. Please try again in a few minutes.',
  status: 500,
};

type ProblemPage = typeof OUR_FAULT & {
  readonly settings: HttpServerSettings;
  readonly requestId?: string;
};

function sendProblemPage(reply: FastifyReply, problem: ProblemPage): FastifyReply {
  const { heading, sentence, status, settings, requestId = null } = problem;
  const { stylesheetUrl } = settings.publicFiles;
  const html = renderProblemPage({ heading, sentence, status, requestId, stylesheetUrl });
  return reply.type('text/html; charset=utf-8').send(html);
}

function isForPrograms({ url }: FastifyRequest): boolean {
  return /^\/(v0|api|flipper|ofrep)\//.test(url);
}

function statusOf(error: unknown): number {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : 500;
  return typeof status === 'number' && status >= 400 ? status : 500;
}

/** Only what the framework says of a request's form; it never quotes the request's content. */
function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'The request can’t be understood.';
}
