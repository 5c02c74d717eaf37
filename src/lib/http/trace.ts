import { newId } from '../ids.ts';
import type { Trace, TraceSpan } from '../tracing/index.ts';

const TRACEPARENT =
  /^(?!ff)[\da-f]{2}-(?!0{32})([\da-f]{32})-(?!0{16})([\da-f]{16})-[\da-f]([\da-f])(-.*)?$/;

type RequestHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

const spans = new WeakMap<object, TraceSpan>();

/** From here on the trace of the request is this span of it. */
export function continueTrace(request: object, span: TraceSpan): void {
  spans.set(request, span);
}

/** The span of this request; null where nothing is traced. */
export function spanOf(request: object): TraceSpan | null {
  return spans.get(request) ?? null;
}

/**
 * The span of the request, or else the trace that the client has begun, or one made of the request's own id, so that it
 * is the same wherever in the request it is asked for.
 */
export function traceOf(request: { readonly id: string; readonly headers: RequestHeaders }): Trace {
  return spanOf(request) ?? begunTrace(request.headers) ?? traceFromId(request.id);
}

/** The trace that the client has begun. Nothing but the ids and the sampling bit is taken over. */
export function begunTrace({ traceparent }: RequestHeaders): Trace | null {
  return typeof traceparent === 'string' ? readTrace(traceparent) : null;
}

/** A trace that begins here. */
export const newTrace = (): Trace => traceFromId(newId());

function readTrace(traceparent: string): Trace | null {
  const [, traceId, parentId, flags, more] = TRACEPARENT.exec(traceparent) ?? [];
  if (traceId === undefined || parentId === undefined || flags === undefined) return null;
  // The first version has exactly four parts; later ones may add to them.
  if (more !== undefined && traceparent.startsWith('00-')) return null;
  const sampled = Number.parseInt(flags, 16) & 1;
  return { traceId, traceparent: `00-${traceId}-${parentId}-0${sampled}` };
}

function traceFromId(id: string): Trace {
  const digits = id.replaceAll('-', '');
  const traceId = /^(?!0{32})[\da-f]{32}$/.test(digits) ? digits : newId().replaceAll('-', '');
  // The half with the random bits that no version number can make zero.
  return { traceId, traceparent: `00-${traceId}-${traceId.slice(16)}-00` };
}
