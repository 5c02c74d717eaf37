import { CONTACT_TYPES, type Contact, type ContactType } from './contact.ts';

/**
 * Contacts in the order in which they are shown, those of one type as they came. The id is the type; the
 * second of a type gets " 2", the third " 3".
 */
export function arrange(contacts: readonly Omit<Contact, 'id'>[]): readonly Contact[] {
  return CONTACT_TYPES.flatMap((type) =>
    contacts
      .filter((contact) => contact.type === type)
      .map((contact, index) => ({ ...contact, id: idOf(type, index) })),
  );
}

const idOf = (type: ContactType, index: number): string =>
  index === 0 ? type : `${type} ${index + 1}`;
