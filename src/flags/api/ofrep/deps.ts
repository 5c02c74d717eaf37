import type { onRequestHookHandler } from 'fastify';

import type { Flags } from '../../flags.ts';

/** What OFREP's doors need of the program. */
export type OfrepDeps = {
  readonly flags: Flags;
  /** Lets only tokens through that may ask. */
  readonly authorise: readonly onRequestHookHandler[];
  /** Calls back after each snapshot, changed or not; answers how to stop. */
  readonly onSnapshot: (listener: () => void) => () => void;
  /** Opens the stream of events and nothing else: browsers can't send a header with it. */
  readonly streamTicket: string;
  /** How many requests a minute one address may send. */
  readonly requestsPerMinute?: number;
  readonly heartbeatMs?: number;
};
