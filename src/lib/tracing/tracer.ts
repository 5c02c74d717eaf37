/** One request on its way through several systems, by W3C Trace Context. */
export type Trace = {
  readonly traceId: string;
  /** The header by which the next system learns of it. */
  readonly traceparent: string;
};

/** Words of closed lists, patterns, numbers: nothing of a person, and nothing that people typed. */
export type SpanAttributes = Readonly<Record<string, string | number>>;

export type SpanBeginning = {
  readonly kind: 'server' | 'client';
  readonly name: string;
  /** What led to it; null: a trace begins here. */
  readonly parent: Trace | null;
  readonly attributes: SpanAttributes;
};

/** Something under way. As a trace it is what the next system learns of. */
export type TraceSpan = Trace & {
  /** An event in it. */
  note(event: string, attributes: SpanAttributes): void;
  /** `error`: what kind of failure it was, a word of a closed list; null: none. */
  end(ending: { readonly attributes: SpanAttributes; readonly error: string | null }): void;
};

/** Never throws, never waits. */
export type Tracer = { begin(beginning: SpanBeginning): TraceSpan };
