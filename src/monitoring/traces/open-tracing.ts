import { withinDeadline } from '../../lib/deadline.ts';
import type { Tracer } from '../../lib/tracing/index.ts';

export type Tracing = {
  /** Null: nothing is traced. */
  readonly tracer: Tracer | null;
  /** Sends what waits, within a bound. */
  close(): Promise<void>;
};

const LAST_SPANS_MS = 2_000;

const NO_TRACING: Tracing = { tracer: null, close: () => Promise.resolve() };

/** Sends spans to the collector at this address. Without one the packages that do so are not even loaded. */
export async function openTracing(endpoint: string | null): Promise<Tracing> {
  if (endpoint === null) return NO_TRACING;
  const { createOtlpTracer } = await import('./otlp-tracer.ts');
  const { tracer, shutdown } = createOtlpTracer(endpoint);
  // A collector that does not answer keeps nobody waiting.
  const close = () => withinDeadline(LAST_SPANS_MS, shutdown()).catch(() => undefined);
  return { tracer, close };
}
