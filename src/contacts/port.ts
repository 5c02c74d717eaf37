import type { Person } from '../identity/index.ts';
import type { Result } from '../lib/result.ts';
import type { Contact } from './domain/contact.ts';

/** Where a Veteran's contacts come from. Nothing is cached: each call asks. */
export type ContactsSource = {
  /** `signal` ends the work when nobody waits for the answer any more. */
  contactsOf(
    person: Person,
    signal?: AbortSignal,
  ): Promise<Result<ContactsOnFile, ContactsFailure>>;
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
 * `malformed`: not what was agreed.
 */
export type ContactsFailure = {
  readonly kind:
    'not-found' | 'failed' | 'refused-request' | 'timeout' | 'unreachable' | 'malformed';
  readonly upstreamStatus: number | null;
  readonly upstreamCode: string | null;
  readonly auditId: string | null;
};
