import {
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Context,
  type Span as OpenSpan,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';

import packageJson from '../../../package.json' with { type: 'json' };
import type { Trace, Tracer, TraceSpan } from '../../lib/tracing/index.ts';

const { name: NAME, version: VERSION } = packageJson;

const KINDS = { server: SpanKind.SERVER, client: SpanKind.CLIENT };

/** What comes while as much as this waits is let go: spans are never worth memory without end. */
const QUEUE = { maxQueueSize: 2_048, maxExportBatchSize: 512, scheduledDelayMillis: 1_000 };
const EXPORT_MS = 5_000;

type OtlpTracer = { readonly tracer: Tracer; readonly shutdown: () => Promise<void> };

/** Sends spans as OTLP over HTTP in batches. A collector that is away or slow is nobody’s trouble but its own. */
export function createOtlpTracer(endpoint: string): OtlpTracer {
  const exporter = new OTLPTraceExporter({
    url: `${endpoint}/v1/traces`,
    timeoutMillis: EXPORT_MS,
  });
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': NAME, 'service.version': VERSION }),
    spanProcessors: [
      new BatchSpanProcessor({ exporter, ...QUEUE, exportTimeoutMillis: EXPORT_MS }),
    ],
  });
  const tracer = provider.getTracer(NAME, VERSION);
  return {
    tracer: {
      begin: ({ name, kind, parent, attributes }) =>
        spanOver(tracer.startSpan(name, { kind: KINDS[kind], attributes }, contextOf(parent))),
    },
    shutdown: () => provider.shutdown(),
  };
}

function contextOf(parent: Trace | null): Context {
  if (parent === null) return ROOT_CONTEXT;
  const [, traceId = '', spanId = '', flags = ''] = parent.traceparent.split('-');
  const traceFlags = Number.parseInt(flags, 16);
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags, isRemote: true });
}

function spanOver(open: OpenSpan): TraceSpan {
  const { traceId, spanId, traceFlags } = open.spanContext();
  return {
    traceId,
    traceparent: `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`,
    note: (event, attributes) => void open.addEvent(event, attributes),
    end: ({ attributes, error }) => {
      open.setAttributes(attributes);
      if (error !== null) {
        open.setAttribute('error.type', error);
        open.setStatus({ code: SpanStatusCode.ERROR });
      }
      open.end();
    },
  };
}
