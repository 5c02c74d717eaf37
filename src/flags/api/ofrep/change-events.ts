import type { Readable } from 'node:stream';

import { comment, createEventStreams, eventText } from '../../../lib/event-stream/index.ts';

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

/** Notices that something changed, after it is in force here: a client that asks again then gets the new answers. */
export function createChangeEvents({
  onSnapshot,
  version,
  heartbeatMs,
}: ChangeEventsDeps): ChangeEvents {
  const streams = createEventStreams({ heartbeatMs });
  let told = version();
  const stopListening = onSnapshot(() => {
    if (streams.count() === 0) return;
    const current = version();
    if (current === told) return;
    told = current;
    streams.tell(refetchEvent(current));
  });
  return {
    open: (since) => {
      const current = version();
      if (streams.count() === 0) told = current;
      const isBehind = since !== null && since !== current;
      return streams.open(isBehind ? refetchEvent(current) : comment('open'));
    },
    close: () => {
      stopListening();
      streams.close();
    },
  };
}

/** The version is the event’s id, so that who comes back says which one they have. */
function refetchEvent(version: string): string {
  return eventText({
    id: version,
    name: 'message',
    data: { type: 'refetchEvaluation', etag: version },
  });
}
