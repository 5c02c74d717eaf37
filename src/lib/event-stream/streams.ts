import { PassThrough, type Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

/** Streams of server-sent events, all of which are told alike. */
export type EventStreams = {
  /** One more, which is told this at first; null when there are too many already. */
  open(first: string): Readable | null;
  /** How many are open. */
  count(): number;
  tell(event: string): void;
  /** Ends every stream. */
  close(): void;
};

const MOST_STREAMS = 1_000;

/** A client that has not read this much is gone or too slow; reconnecting tells it all that it missed. */
const MOST_UNREAD_BYTES = 65_536;

type StreamsKept = {
  /** How often each connection is kept open by something small, in milliseconds. */
  readonly heartbeatMs: number;
  /** What that is; left out: a comment, of which a browser’s script hears nothing. */
  readonly heartbeat?: string;
};

export function createEventStreams(beat: StreamsKept): EventStreams {
  const { heartbeatMs, heartbeat: text = comment('still here') } = beat;
  const streams = new Set<PassThrough>();
  const tell = (event: string) => {
    for (const stream of streams) {
      if (stream.readableLength + stream.writableLength > MOST_UNREAD_BYTES) stream.destroy();
      else stream.write(event);
    }
  };
  const heartbeat = setInterval(() => tell(text), heartbeatMs);
  heartbeat.unref();
  return {
    open: (first) => {
      if (streams.size >= MOST_STREAMS) return null;
      const stream = new PassThrough();
      stream.once('close', () => streams.delete(stream));
      streams.add(stream);
      stream.write(first);
      return stream;
    },
    count: () => streams.size,
    tell,
    close: () => {
      clearInterval(heartbeat);
      for (const stream of streams) stream.end();
    },
  };
}

/** What a client reads and does nothing about. */
export function comment(words: string): string {
  return `: ${words}\n\n`;
}

export type EventParts = {
  /** By which a client that comes back says what it has. */
  readonly id?: string;
  readonly name: string;
  readonly data: unknown;
};

/** The data as JSON, which holds no line break. */
export function eventText({ id, name, data }: EventParts): string {
  const head = id === undefined ? '' : `id: ${id}\n`;
  return `${head}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** Sends a stream so that nothing on the way keeps it, or waits for its end. */
export function sendStream(reply: FastifyReply, stream: Readable): FastifyReply {
  return reply
    .type('text/event-stream')
    .header('cache-control', 'no-store')
    .header('x-accel-buffering', 'no')
    .send(stream);
}
