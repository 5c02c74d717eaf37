import { PassThrough, type Readable } from 'node:stream';

export type ChangeEvents = {
  /**
   * A stream of server-sent events. A client that has `since` hears at once if that is no longer current.
   * Null when there are too many already.
   */
  open(since: string | null): Readable | null;
  /** Ends every stream. */
  close(): void;
};

export type ChangeEventsDeps = {
  /** Calls back after each snapshot, changed or not; answers how to stop. */
  readonly onSnapshot: (listener: () => void) => () => void;
  /** The version of what this instance answers by now. */
  readonly version: () => string;
  /** How often a comment keeps the connection open, in milliseconds. */
  readonly heartbeatMs: number;
};

const MOST_STREAMS = 1_000;

/** A client that has not read this much is gone or too slow; reconnecting tells it all that it missed. */
const MOST_UNREAD_BYTES = 65_536;

/** Notices that something changed, after it is in force here: a client that asks again then gets the new answers. */
export function createChangeEvents({
  onSnapshot,
  version,
  heartbeatMs,
}: ChangeEventsDeps): ChangeEvents {
  const streams = new Set<PassThrough>();
  let told = version();
  const stopListening = onSnapshot(() => {
    if (streams.size === 0) return;
    const current = version();
    if (current === told) return;
    told = current;
    tell(streams, refetchEvent(current));
  });
  const heartbeat = setInterval(() => tell(streams, ': still here\n\n'), heartbeatMs);
  heartbeat.unref();
  return {
    open: (since) => {
      if (streams.size >= MOST_STREAMS) return null;
      const current = version();
      if (streams.size === 0) told = current;
      const stream = new PassThrough();
      stream.once('close', () => streams.delete(stream));
      streams.add(stream);
      const isBehind = since !== null && since !== current;
      stream.write(isBehind ? refetchEvent(current) : ': open\n\n');
      return stream;
    },
    close: () => {
      stopListening();
      clearInterval(heartbeat);
      for (const stream of streams) stream.end();
    },
  };
}

function tell(streams: ReadonlySet<PassThrough>, text: string): void {
  for (const stream of streams) {
    if (stream.readableLength + stream.writableLength > MOST_UNREAD_BYTES) stream.destroy();
    else stream.write(text);
  }
}

/** The version is the event's id, so that who comes back says which one they have. */
function refetchEvent(version: string): string {
  const data = JSON.stringify({ type: 'refetchEvaluation', etag: version });
  return `id: ${version}\nevent: message\ndata: ${data}\n\n`;
}
