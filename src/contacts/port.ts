import type { Person } from '../identity/index.ts';
import type { Result } from '../lib/result.ts';
import type { Trace } from '../lib/trace.ts';
import type { Contact } from './domain/contact.ts';

/** Where a Veteran's contacts come from. Nothing is cached: each call asks. */
export type ContactsSource = {
  contactsOf(person: Person, asking?: Asking): Promise<Result<ContactsOnFile, ContactsFailure>>;
};

export type Asking = {
  /** Ends the work when nobody waits for the answer any more. */
  readonly signal?: AbortSignal;
  /** The request for whose sake the contacts are asked for. */
  readonly trace?: Trace;
};

export type ContactsOnFile = {
  /** In the order in which they are shown. */
  readonly contacts: readonly Contact[];
  /** How many records were of no type that we show. */
  readonly dropped: number;
  readonly auditId: string | null;
};

/**
 * Why there is no answer. `not-found`: VA Profile does not know the Veteran. `failed`: its own error (5xx).
 * `refused-request`: it refused our request (other 4xx). `timeout`: too late. `unreachable`: no connection.
 * `malformed`: not what was agreed. Without asking: `breaker-open`, VA Profile fails too often just now and
 * is left alone; `overloaded`, too many questions at once. `cancelled`: the Veteran has left.
 */
export type ContactsFailure = {
  readonly kind:
    | 'not-found'
    | 'failed'
    | 'refused-request'
    | 'timeout'
    | 'unreachable'
    | 'malformed'
    | 'breaker-open'
    | 'overloaded'
    | 'cancelled';
  readonly upstreamStatus: number | null;
  readonly upstreamCode: string | null;
  readonly auditId: string | null;
};
