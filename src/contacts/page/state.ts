import type { Result } from '../../lib/result.ts';
import type { Contact } from '../domain/contact.ts';
import type { Downtime } from '../downtime.ts';
import type { ContactsFailure, ContactsOnFile } from '../port.ts';

/** Everything that the contacts page can show to someone it is open for. */
export type ContactsPageState =
  | { readonly name: 'contacts'; readonly contacts: readonly Contact[] }
  | { readonly name: 'none-on-file' }
  | { readonly name: 'not-enrolled' }
  | { readonly name: 'downtime'; readonly until: Downtime['until'] }
  | { readonly name: 'unavailable'; readonly retryCanHelp: boolean };

export function pageStateOf(answer: Result<ContactsOnFile, ContactsFailure>): ContactsPageState {
  if (!answer.ok) return stateOfFailure(answer.error);
  const { contacts } = answer.value;
  return contacts.length === 0 ? { name: 'none-on-file' } : { name: 'contacts', contacts };
}

function stateOfFailure({ kind }: ContactsFailure): ContactsPageState {
  switch (kind) {
    // A patient whom VA Profile does not know has named nobody; the original showed an outage.
    case 'not-found':
      return { name: 'none-on-file' };
    case 'refused-request':
      return { name: 'unavailable', retryCanHelp: false };
    case 'failed':
    case 'timeout':
    case 'unreachable':
    case 'malformed':
    case 'breaker-open':
    case 'overloaded':
    case 'cancelled':
      return { name: 'unavailable', retryCanHelp: true };
  }
}

/** The HTTP status that goes with a page. */
export function statusOf({ name }: ContactsPageState): 200 | 503 {
  return name === 'unavailable' || name === 'downtime' ? 503 : 200;
}
