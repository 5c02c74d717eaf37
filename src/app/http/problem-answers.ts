import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import type { PageFiles } from '../../design-system/index.ts';
import { ofrepFailure } from '../../flags/index.ts';
import { errorBody, unknownPath } from '../../lib/http/index.ts';
import { errorFields, type Log } from '../../lib/log.ts';
import { languageOf, renderProblemPage } from '../../profile/index.ts';
import { NO_SUCH_PATH, problemOf, type Problem } from './problems.ts';

type HttpExchange = { readonly request: FastifyRequest; readonly reply: FastifyReply };

/** Answers with a problem: programs get the code and the sentence, people a page that says the same. */
export type SendProblem = (problem: Problem, exchange: HttpExchange) => FastifyReply;

export function problemSender({ stylesheetUrl, fontUrls = [] }: PageFiles): SendProblem {
  return (problem, { request, reply }) => {
    const { status, heading, sentence } = problem;
    reply.code(status).header('cache-control', 'no-store');
    if (status === 503) reply.header('retry-after', RETRY_AFTER_S);
    const requestId = status >= 500 ? request.id : null;
    if (isForPrograms(request)) return reply.send(bodyFor(request, problem, requestId));
    const language = languageOf(request);
    const page = { heading, sentence, status, requestId, language, stylesheetUrl, fontUrls };
    const retry = canTryAgain(request, status) && { retryPath: pathOf(request) };
    return reply.type('text/html; charset=utf-8').send(renderProblemPage({ ...page, ...retry }));
  };
}

/** Long enough for a server to come back, short enough for a person who waits. */
const RETRY_AFTER_S = 5;

/** What passes by itself, where asking again changes nothing but the answer. */
function canTryAgain({ method }: FastifyRequest, status: number): boolean {
  return method === 'GET' && (status >= 500 || status === 429);
}

const pathOf = ({ url }: FastifyRequest): string => url.split('?', 1)[0] ?? '';

/** What leads nowhere, and what a route threw. */
export function answerProblems(app: FastifyInstance, send: SendProblem, log: Log): void {
  app.setNotFoundHandler((request, reply) => {
    if (!request.url.startsWith('/v0/')) return send(NO_SUCH_PATH, { request, reply });
    return reply.code(404).header('cache-control', 'no-store').send(unknownPath(request.url));
  });
  app.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error);
    if (problem.status >= 500) {
      const { code } = problem;
      log.error('request failed', { requestId: request.id, code, ...errorFields(error) });
    }
    return send(problem, { request, reply });
  });
}

/** Each API has a form of its own for what went wrong. */
function bodyFor({ url }: FastifyRequest, problem: Problem, requestId: string | null) {
  const { code, status, heading, detail } = problem;
  const message = requestId === null ? detail : `${detail} Reference: ${requestId}`;
  if (url.startsWith('/ofrep/')) return ofrepFailure(url, status, message);
  if (!url.startsWith('/v0/')) return { code, message };
  return errorBody({ title: heading.en, detail: message, code, status: String(status) });
}

function isForPrograms({ url }: FastifyRequest): boolean {
  return /^\/(?:(?:v0|api|flipper|ofrep)\/|metrics(?:\?|$))/.test(url);
}
