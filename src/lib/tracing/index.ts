/** What happened on the way of a request, as spans; who keeps them is somebody else’s. */
export type { Span, SpanAttributes, SpanBeginning, Tracer } from './tracer.ts';
