import type { Person } from '../identity/index.ts';
import type { Result } from '../lib/result.ts';
import type { Trace } from '../lib/http/index.ts';
import type { Contact } from './domain/contact.ts';
import type { ContactsFailure } from './failure.ts';

/** Where a Veteran's contacts come from. Nothing is cached: each call asks. */
export type ContactsSource = {
  contactsOf(person: Person, asking?: Asking): Promise<Result<ContactsOnFile, ContactsFailure>>;
};

export type Asking = {
  /** Ends the work when the caller no longer waits for the answer. */
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
