import type { Server } from 'node:http';
import fastifyStatic from '@fastify/static';
import Fastify, {
  type FastifyHttpOptions,
  type FastifyInstance,
  type FastifyRequest,
} from 'fastify';

import { keyFor } from '../../identity/index.ts';
import { traceOf } from '../../lib/http/index.ts';
import { newId } from '../../lib/ids.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Log } from '../../lib/log.ts';
import type { Tracer } from '../../lib/tracing/index.ts';
import { traceRequests } from '../../monitoring/index.ts';
import { spokenReference } from '../../lib/spoken-reference.ts';
import { keepLanguageChoice, leadToOneAddress } from '../../profile/index.ts';
import { PUBLIC_PREFIX, type PublicFiles } from '../public-files.ts';
import { answerBareRequests, bareAnswer, refuseUnreadable } from './bare-answers.ts';
import { connectionLimit, keepRoom } from './connections.ts';
import { isAnsweredForPage, letPagesAsk, type PageOrigins } from './cross-origin.ts';
import { boundRoutes, USUAL_BODY_BYTES, type DoorRoute } from './doors.ts';
import { limitRequests } from './limit-requests.ts';
import type { Limits } from './limits.ts';
import { describeRoutes } from './openapi/openapi.ts';
import { answerProblems, problemSender, type SendProblem } from './problem-answers.ts';
import { NO_HOST, NO_SUCH_PATH, problemOf } from './problems.ts';
import { noteSecurityEvents } from './security-events.ts';
import { createReaders, type Readers } from './readers.ts';
import { securityHeaders, type HeaderList } from './security-headers.ts';

export type HttpServerSettings = PageOrigins & {
  /** The proxies whose word about where a request came from is taken; null: none. */
  readonly trustedProxies: string | null;
  /** Where sign-out forms are allowed to lead. */
  readonly issuer: string;
  readonly publicFiles: PublicFiles;
  readonly clock: Clock;
  readonly log: Log;
  readonly tracer?: Tracer | null;
  readonly sessionSecret: string;
  /** Most connections at once. */
  readonly connections: number;
  /** Most requests a minute from one address, or with one token. */
  readonly requestsPerMinute: number;
  /** Sent by development's made-up Veterans, who are not limited; null: there are none. */
  readonly visitorPass: string | null;
  readonly deadlines?: Deadlines;
  /** Told the status of each answer to what had not become a request to a route. */
  readonly onBareAnswer?: (status: number) => void;
};

export type HttpServer = {
  readonly app: FastifyInstance;
  readonly limits: Limits;
  /** Every route that is mounted, static files included. */
  readonly routes: readonly DoorRoute[];
  /** Says who reads the pages about problems, once that can be known. */
  readonly knowReaders: (readers: Readers) => void;
  /** Closes connections on which nothing is being answered. */
  readonly hangUpIdle: () => void;
};

/** The HTTP server before any room is mounted: bounds, security headers, static files, errors, log. */
export async function createHttpServer(settings: HttpServerSettings): Promise<HttpServer> {
  const { log, publicFiles, onBareAnswer = ignore } = settings;
  const headers = await securityHeaders(settings);
  const readers = createReaders();
  const sendProblem = problemSender({ ...publicFiles, ...settings, readers });
  const app = Fastify(serverOptions(settings, { headers, sendProblem }));
  const connections = connectionLimit(settings.connections);
  const hangUpIdle = keepRoom(app.server, connections, () => {
    onBareAnswer(503);
    return bareAnswer(503, headers);
  });
  answerBareRequests(app.server, headers, onBareAnswer);
  const routes = boundRoutes(app);
  const accountKey = keyFor('account in the log', settings.sessionSecret);
  await describeRoutes(app);
  if (settings.tracer) traceRequests(app, settings.tracer);
  logRequests(app, log);
  noteSecurityEvents(app, log, accountKey);
  answerProblems(app, { sendProblem, readers, log });
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(headers);
    if (request.headers.host === undefined) void sendProblem(NO_HOST, { request, reply });
    else if (asksForUnnamable(request)) void sendProblem(NO_SUCH_PATH, { request, reply });
    else done();
  });
  letPagesAsk(app, settings);
  const limits = await limitRequests(app, { ...settings, connections, accountKey, sendProblem });
  app.addHook('onRequest', keepLanguageChoice);
  app.addHook('onRequest', leadToOneAddress);
  await app.register(fastifyStatic, {
    root: publicFiles.folder,
    prefix: PUBLIC_PREFIX,
    // Names carry a hash of the content.
    immutable: true,
    preCompressed: true,
    maxAge: '365d',
    index: false,
  });
  app.get('/', (_request, reply) => reply.redirect('/profile'));
  return { app, limits, routes, hangUpIdle, knowReaders: readers.knowFrom };
}

/** How long a request may take to come, and how often late ones are looked for, in milliseconds. */
export type Deadlines = {
  readonly headersMs: number;
  readonly requestMs: number;
  readonly lookEveryMs: number;
};

const DEADLINES: Deadlines = { headersMs: 10_000, requestMs: 30_000, lookEveryMs: 1_000 };

/** A connection on which nothing moves for so long is closed; streams and slow answers stay below. */
const SILENCE_MS = 120_000;

/** Longer than proxies keep an idle connection, lest one sends a request into its end. */
const IDLE_MS = 72_000;

const ignore = () => undefined;

type AnswerForms = { readonly headers: HeaderList; readonly sendProblem: SendProblem };

function serverOptions(settings: HttpServerSettings, answering: AnswerForms) {
  const { trustedProxies, deadlines = DEADLINES, onBareAnswer = ignore } = settings;
  const { headers, sendProblem } = answering;
  return {
    logger: false as const,
    // What comes on an open connection while the program stops is still answered.
    return503OnClosing: false,
    genReqId: newId,
    // Names of features may be as long.
    routerOptions: { maxParamLength: 255 },
    bodyLimit: USUAL_BODY_BYTES,
    trustProxy: trustedProxies ?? false,
    requestTimeout: deadlines.requestMs,
    connectionTimeout: SILENCE_MS,
    keepAliveTimeout: IDLE_MS,
    http: {
      headersTimeout: deadlines.headersMs,
      connectionsCheckingInterval: deadlines.lookEveryMs,
      // Node would refuse it without our headers.
      requireHostHeader: false,
    },
    clientErrorHandler: refuseUnreadable(headers, onBareAnswer),
    frameworkErrors: (error, request, reply) => {
      reply.headers(headers);
      if (!isAnsweredForPage(request, reply, settings)) {
        sendProblem(problemOf(error), { request, reply });
      }
      onBareAnswer(reply.statusCode);
    },
  } satisfies FastifyHttpOptions<Server>;
}

/** Whether a part of the path holds NUL: nothing here can be named so, and the database can’t even be asked. */
function asksForUnnamable({ params }: FastifyRequest): boolean {
  const named = Object.entries(params ?? {}).filter(([name]) => name !== '*');
  return named.some(([, value]) => String(value).includes('\0'));
}

function logRequests(app: FastifyInstance, log: Log): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    log.info('request', {
      requestId: request.id,
      traceId: traceOf(request).traceId,
      method: request.method,
      // The pattern, never the address: addresses can carry what people typed.
      route: request.routeOptions.url ?? 'unknown',
      status: reply.statusCode,
      durationMs: Math.round(reply.elapsedTime),
      ...(reply.statusCode >= 400 && { reference: spokenReference(request.id) }),
    });
    done();
  });
}
