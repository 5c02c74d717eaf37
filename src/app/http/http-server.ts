import fastifyHelmet from '@fastify/helmet';
import fastifyStatic from '@fastify/static';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';

import { unknownPath, traceOf } from '../../lib/http/index.ts';
import { newId } from '../../lib/ids.ts';
import { errorFields, type Log } from '../../lib/log.ts';
import { keepLanguageChoice, languageOf, renderProblemPage } from '../../profile/index.ts';
import { NO_SUCH_PATH, problemOf, type Problem } from './problems.ts';
import { PUBLIC_PREFIX, type PublicFiles } from '../public-files.ts';

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
    // Names of features may be as long.
    routerOptions: { maxParamLength: 255 },
    bodyLimit: BODY_LIMIT_BYTES,
    trustProxy: settings.trustedProxies,
  });
  logRequests(app, settings.log);
  answerProblems(app, settings);
  app.addHook('onRequest', keepLanguageChoice);
  await app.register(fastifyHelmet, securityHeaders(settings));
  await app.register(fastifyStatic, {
    root: settings.publicFiles.folder,
    prefix: PUBLIC_PREFIX,
    // Names carry a hash of the content.
    immutable: true,
    preCompressed: true,
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
        scriptSrc: ["'self'"],
        connectSrc: ["'self'"],
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

function answerProblems(app: FastifyInstance, { log, publicFiles }: HttpServerSettings): void {
  const { stylesheetUrl } = publicFiles;
  app.setNotFoundHandler((request, reply) => {
    if (!request.url.startsWith('/v0/')) {
      return sendProblem(NO_SUCH_PATH, { request, reply, stylesheetUrl });
    }
    return reply.code(404).header('cache-control', 'no-store').send(unknownPath(request.url));
  });
  app.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error);
    if (problem.status === 500) {
      log.error('request failed', { requestId: request.id, ...errorFields(error) });
    }
    return sendProblem(problem, { request, reply, stylesheetUrl });
  });
}

type HttpExchange = {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly stylesheetUrl: string;
};

/** Programs get the code and the sentence, people a page that says the same. */
function sendProblem(
  problem: Problem,
  { request, reply, stylesheetUrl }: HttpExchange,
): FastifyReply {
  const { status, code, heading, sentence } = problem;
  reply.code(status).header('cache-control', 'no-store');
  const requestId = status === 500 ? request.id : null;
  if (isForPrograms(request)) {
    const reference = requestId === null ? '' : ` Reference: ${requestId}`;
    return reply.send({ code, message: `${problem.detail ?? sentence.en}${reference}` });
  }
  const language = languageOf(request);
  const page = { heading, sentence, status, requestId, language, stylesheetUrl };
  const html = renderProblemPage(page);
  return reply.type('text/html; charset=utf-8').send(html);
}

function isForPrograms({ url }: FastifyRequest): boolean {
  return /^\/(v0|api|flipper|ofrep)\//.test(url);
}
