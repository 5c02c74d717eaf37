import type { Log } from '../lib/log.ts';
import type { BreakerRules } from './breaker.ts';
import type { BulkheadRules } from './bulkhead.ts';

export type VaProfileSettings = {
  /** Where VA Profile listens, e.g. `https://vaprofile.example`; a path in it is kept. */
  readonly baseUrl: string;
  /** Milliseconds for one question in all: waiting for its turn, a second attempt and the whole body included. */
  readonly deadlineMs: number;
  readonly log: Log;
  readonly protection: Protection;
  readonly tls?: ClientTls;
  /** Milliseconds of a clock that never goes back, for the breaker. */
  readonly now?: () => number;
};

/** What keeps a failing VA Profile from being asked more, and a slow one from holding everybody up. */
export type Protection = { readonly breaker: BreakerRules; readonly bulkhead: BulkheadRules };

/** PEM texts: the client certificate and its key, and the authority to trust in place of the usual ones. */
export type ClientTls = { readonly cert?: string; readonly key?: string; readonly ca?: string };
