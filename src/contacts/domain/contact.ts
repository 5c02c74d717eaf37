import type { Address } from './address.ts';
import type { PersonName } from './person-name.ts';

/**
 * The four kinds of contact that are shown, in the order in which they are shown. VA Profile, our API and
 * this module spell them alike, small "emergency contact" after "Other" included.
 */
const CONTACT_TYPES = [
  'Emergency Contact',
  'Other emergency contact',
  'Primary Next of Kin',
  'Other Next of Kin',
] as const;
export type ContactType = (typeof CONTACT_TYPES)[number];

type OnFile = {
  /** Unique within one Veteran's contacts. */
  readonly id: string;
  readonly name: PersonName;
  /** As sent, usually in capitals. An open list. */
  readonly relationship: string | null;
  readonly address: Address;
  /** As sent. */
  readonly phone: string | null;
};

type EmergencyContact = OnFile & {
  readonly type: 'Emergency Contact' | 'Other emergency contact';
};
type NextOfKin = OnFile & { readonly type: 'Primary Next of Kin' | 'Other Next of Kin' };

/** Someone a Veteran has named for VA to turn to. */
export type Contact = EmergencyContact | NextOfKin;

/** Letter case counts: a type that is spelled differently is not one of ours. */
export function isContactType(text: string): text is ContactType {
  return CONTACT_TYPES.some((type) => type === text);
}

export function isEmergencyContact(contact: Contact): contact is EmergencyContact {
  return contact.type === 'Emergency Contact' || contact.type === 'Other emergency contact';
}

/** Whether this is the person to turn to when the first one can't be reached. By type, never by position. */
export function isBackup(contact: Contact): boolean {
  return contact.type === 'Other emergency contact' || contact.type === 'Other Next of Kin';
}

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
