import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import type { PageFiles } from '../../design-system/index.ts';
import { ofrepFailure } from '../../flags/index.ts';
import { errorBody, unknownPath } from '../../lib/http/index.ts';
import type { Clock } from '../../lib/clock.ts';
import { errorFields, type Log } from '../../lib/log.ts';
import { languageOf, renderProblemPage, type ShownAccount } from '../../profile/index.ts';
import { SAFE_METHODS } from '../../identity/index.ts';
import { NoAnswerError } from '../../lib/database/index.ts';
import { NO_SUCH_PATH, problemOf, TOO_MANY, type Changed, type Problem } from './problems.ts';
import type { Readers } from './readers.ts';

type HttpExchange = { readonly request: FastifyRequest; readonly reply: FastifyReply };

/** `reader` where it was asked who reads the page. */
type ProblemExchange = HttpExchange & { readonly reader?: ShownAccount | null };

/** Answers with a problem: programs get the code and the sentence, people a page that says the same. */
export type SendProblem = (problem: Problem, exchange: ProblemExchange) => FastifyReply;

type ProblemPages = PageFiles & {
  readonly clock: Clock;
  readonly readers: Readers;
};

export function problemSender(parts: ProblemPages): SendProblem {
  const { stylesheetUrl, fontUrls = [], clock, readers } = parts;
  return (problem, { request, reply, reader }) => {
    const { status, heading, sentence } = problem;
    reply.code(status).header('cache-control', 'no-store');
    if (status === 503) reply.header('retry-after', RETRY_AFTER_S);
    const failure = status >= 500 ? request.id : null;
    if (isForPrograms(request)) return reply.send(bodyFor(request, problem, failure));
    // Whoever is refused for others behind the same address can’t help it, and needs somebody to call.
    const requestId = status === TOO_MANY.status ? request.id : failure;
    const html = renderProblemPage({
      ...{ heading, sentence, status, requestId, stylesheetUrl, fontUrls },
      language: languageOf(request),
      account: reader === undefined ? readers.known(request) : reader,
      now: clock.now(),
      ...(canTryAgain(request, status) && { retryPath: pathOf(request) }),
    });
    return reply.type('text/html; charset=utf-8').send(html);
  };
}

/** Long enough for a server to come back, short enough for a person who waits. The sentences say it, too. */
const RETRY_AFTER_S = 5;

/** What passes by itself, where asking again changes nothing but the answer. */
function canTryAgain({ method }: FastifyRequest, status: number): boolean {
  return method === 'GET' && (status >= 500 || status === TOO_MANY.status);
}

const pathOf = ({ url }: FastifyRequest): string => url.split('?', 1)[0] ?? '';

type AnsweringProblems = {
  readonly sendProblem: SendProblem;
  readonly readers: Readers;
  readonly log: Log;
};

/** What leads nowhere, and what a route threw. */
export function answerProblems(
  app: FastifyInstance,
  { sendProblem: send, readers, log }: AnsweringProblems,
): void {
  app.setNotFoundHandler(async (request, reply) => {
    if (!request.url.startsWith('/v0/')) {
      const reader = isForAPage(request) ? await readers.find(request) : null;
      return send(NO_SUCH_PATH, { request, reply, reader });
    }
    return reply.code(404).header('cache-control', 'no-store').send(unknownPath(request.url));
  });
  const begun = new WeakSet<FastifyRequest>();
  app.addHook('preHandler', (request, _reply, done) => {
    begun.add(request);
    done();
  });
  app.setErrorHandler((error, request, reply) => {
    const isBegun = begun.has(request);
    const problem = problemOf(error, changedBy({ request, reply }, { error, isBegun }));
    if (problem.status >= 500) {
      const { code } = problem;
      log.error('request failed', { requestId: request.id, code, ...errorFields(error) });
    }
    return send(problem, { request, reply });
  });
}

/**
 * What a request may have changed that ended with an error. Nothing is certain only while its handler had not begun, or
 * not one statement was answered since it came: a transaction ends with the last of several.
 */
function changedBy(
  { request, reply }: HttpExchange,
  { error, isBegun }: { readonly error: unknown; readonly isBegun: boolean },
): Changed {
  if (SAFE_METHODS.includes(request.method)) return 'was-only-asked';
  const isUnanswered = error instanceof NoAnswerError && error.silentMs >= reply.elapsedTime;
  return !isBegun || (isUnanswered && !error.mayHaveWritten) ? 'nothing' : 'unknown';
}

/** Each API has a form of its own for what went wrong. */
function bodyFor({ url }: FastifyRequest, problem: Problem, requestId: string | null) {
  const { code, status, heading, detail } = problem;
  const message = requestId === null ? detail : `${detail} Reference: ${requestId}`;
  if (url.startsWith('/ofrep/')) return ofrepFailure(url, status, message);
  if (!url.startsWith('/v0/')) return { code, message };
  return errorBody({ title: heading.en, detail: message, code, status: String(status) });
}

/** What a page asks for beside itself, such as an icon, is shown to nobody. */
const isForAPage = (request: FastifyRequest): boolean =>
  !isForPrograms(request) && request.headers.accept?.includes('text/html') === true;

function isForPrograms({ url }: FastifyRequest): boolean {
  return /^\/(?:(?:v0|api|flipper|ofrep)\/|metrics(?:\?|$))/.test(url);
}
