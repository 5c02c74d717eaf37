import type { Result } from '../../lib/result.ts';
import type { Contact } from '../domain/contact.ts';
import type { Downtime } from '../downtime.ts';
import { FAILURES, retryAfter, type ContactsFailure } from '../failure.ts';
import type { ContactsOnFile } from '../port.ts';

/** Everything that the contacts page can show to someone it is open for. */
export type ContactsPageState =
  | { readonly name: 'contacts'; readonly contacts: readonly Contact[] }
  | { readonly name: 'none-on-file' }
  | { readonly name: 'not-enrolled' }
  | { readonly name: 'downtime'; readonly until: Downtime['until'] }
  | {
      readonly name: 'unavailable';
      readonly retryCanHelp: boolean;
      /** In how many milliseconds it can; at once unless told otherwise. */
      readonly waitMs?: number;
    };

export function pageStateOf(answer: Result<ContactsOnFile, ContactsFailure>): ContactsPageState {
  if (!answer.ok) return pageFor(answer.error);
  const { contacts } = answer.value;
  return contacts.length === 0 ? { name: 'none-on-file' } : { name: 'contacts', contacts };
}

function pageFor({ kind, waitMs }: ContactsFailure): ContactsPageState {
  const { page } = FAILURES[kind];
  return page.name === 'unavailable' && waitMs !== undefined ? { ...page, waitMs } : page;
}

/** The HTTP status that goes with a page. */
export function statusOf({ name }: ContactsPageState): 200 | 503 {
  return name === 'unavailable' || name === 'downtime' ? 503 : 200;
}

/** When asking again can help, for the header `Retry-After`: in seconds, or a date; null where that isn’t known. */
export function retryAfterOf(state: ContactsPageState): string | null {
  if (state.name === 'downtime') return state.until.toUTCString();
  return state.name === 'unavailable' ? retryAfter(state.waitMs) : null;
}
