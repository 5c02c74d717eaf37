import type { Contact, ContactsPageState } from '../contacts/index.ts';
import type { ShownPerson } from '../feedback/index.ts';

/** Everyone whose name the page shows, whose account it is among them; null where it can’t be said who that is. */
export function shownPeople(
  state: ContactsPageState,
  accountName: string | null,
): readonly ShownPerson[] | null {
  if (!hasContent(state)) return null;
  const contacts = state.name === 'contacts' ? state.contacts : [];
  return [...contacts.map(shownContact), accountHolder(accountName ?? '')];
}

/** Whether the contacts were read, be there any or none. */
export function hasContent({ name }: ContactsPageState): boolean {
  return name === 'contacts' || name === 'none-on-file';
}

function shownContact({ name, address }: Contact): ShownPerson {
  const { given, middle, family } = name;
  return {
    given: [given, middle].filter((part) => part !== null).join(' '),
    family: family ?? '',
    streets: address.street.filter((line) => line !== null),
  };
}

function accountHolder(name: string): ShownPerson {
  const words = name.trim().split(/\s+/);
  return { given: words.slice(0, -1).join(' '), family: words.at(-1) ?? '', streets: [] };
}
