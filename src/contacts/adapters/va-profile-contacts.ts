import { ok } from '../../lib/result.ts';
import type { AssociatedPerson, HealthBenefit, VaProfile } from '../../va-profile/index.ts';
import { arrange, isContactType, type Contact } from '../domain/contact.ts';
import { foldCapitals } from '../domain/person-name.ts';
import type { ContactsOnFile, ContactsSource } from '../port.ts';

/** Contacts from VA Profile's health benefit answer. The one file that knows VA Profile's words. */
export function vaProfileContacts(vaProfile: Pick<VaProfile, 'healthBenefit'>): ContactsSource {
  return {
    async contactsOf({ credential }, asking) {
      if (credential === null) throw new Error('contacts were asked for without a credential');
      const answer = await vaProfile.healthBenefit(credential, asking);
      return answer.ok ? ok(contactsOnFile(answer.value)) : answer;
    },
  };
}

function contactsOnFile({ associatedPersons, auditId }: HealthBenefit): ContactsOnFile {
  const contacts = arrange(associatedPersons.flatMap(toContact));
  return { contacts, dropped: associatedPersons.length - contacts.length, auditId };
}

/** One contact, or none when the record is of a type that we don't show. */
function toContact(record: AssociatedPerson): readonly Omit<Contact, 'id'>[] {
  if (!isContactType(record.contactType)) return [];
  return [
    {
      type: record.contactType,
      name: {
        given: nameOnFile(record.givenName),
        middle: nameOnFile(record.middleName),
        family: nameOnFile(record.familyName),
      },
      relationship: onFile(record.relationship),
      address: {
        street: [
          onFile(record.addressLine1),
          onFile(record.addressLine2),
          onFile(record.addressLine3),
        ],
        city: onFile(record.city),
        state: onFile(record.state),
        provinceCode: onFile(record.provinceCode),
        zipCode: onFile(record.zipCode),
        postalCode: onFile(record.postalCode),
        country: onFile(record.country),
      },
      phone: onFile(record.primaryPhone),
    },
  ];
}

/** Blank is as good as absent. */
const onFile = (value: string | undefined): string | null =>
  value === undefined || value.trim() === '' ? null : value.trim();

function nameOnFile(value: string | undefined): string | null {
  const name = onFile(value);
  return name === null ? null : foldCapitals(name);
}
