import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { outcomeOf } from '../lib/http/index.ts';
import type { LabelsOf } from '../lib/meter/index.ts';
import { METHODS, STATUS_CLASSES, type Metrics, type ProgramMeter } from './metrics.ts';

type RequestLabels = LabelsOf<Metrics, 'phcc_http_requests_total'>;

/** Counts every request to a route, and how long its answer took. */
export function countRequests(app: FastifyInstance, meter: ProgramMeter): void {
  app.addHook('onResponse', (request, reply, done) => {
    const route = routeOf(request);
    meter.count('phcc_http_requests_total', {
      method: METHODS.find((method) => method === request.method) ?? 'none',
      route,
      status_class: reply.raw.headersSent ? statusClass(reply.statusCode) : 'none',
      cause: causeOf(request, reply),
    });
    if (!isStream(reply)) {
      meter.observe('phcc_http_request_duration_seconds', { route }, reply.elapsedTime / 1_000);
    }
    done();
  });
}

/** Counts what was answered by its status before it had become a request to a route. */
export function countBareAnswer(meter: ProgramMeter, status: number): void {
  const cause = status >= 500 ? 'us' : 'client';
  const labels = {
    method: 'none',
    route: 'none',
    status_class: statusClass(status),
    cause,
  } as const;
  meter.count('phcc_http_requests_total', labels);
}

/** The pattern, never the address: addresses carry what people typed, and there is no end of them. */
function routeOf({ routeOptions: { url = 'none' } }: FastifyRequest): string {
  return url.replace(/(.)\/$/, '$1');
}

function statusClass(status: number): RequestLabels['status_class'] {
  return STATUS_CLASSES.find((one) => one === `${Math.floor(status / 100)}xx`) ?? 'none';
}

function causeOf(request: FastifyRequest, reply: FastifyReply): RequestLabels['cause'] {
  const outcome = outcomeOf(request, reply.statusCode);
  if (outcome === 'left') return 'left';
  if (!reply.raw.writableFinished && !isStream(reply)) return 'left';
  return outcome.cause ?? 'none';
}

function isStream(reply: FastifyReply): boolean {
  return String(reply.getHeader('content-type')).startsWith('text/event-stream');
}
