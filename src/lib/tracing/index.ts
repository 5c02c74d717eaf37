/** What happened on the way of a request, as spans; who keeps them is somebody else’s. */
export type { SpanAttributes, SpanBeginning, Trace, Tracer, TraceSpan } from './tracer.ts';
