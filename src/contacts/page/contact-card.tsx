import type { ComponentChildren } from 'preact';
import { AddressLines, Card, DescriptionList, PhoneLink } from '../../design-system/index.ts';
import { addressLines } from '../domain/address.ts';
import { isEmergencyContact, type Contact } from '../domain/contact.ts';
import { fullName } from '../domain/person-name.ts';
import { formatPhone } from '../domain/phone.ts';
import { relationshipInWords } from '../domain/relationship.ts';
import { wordsFor } from './contact-words.ts';

type ContactCardParts = {
  readonly contact: Contact;
  readonly testId: string;
  /** Off for a lone primary contact, whom the section's heading already names. */
  readonly titled: boolean;
};

/** One contact: what VA turns to them for, who they are and how to reach them. */
export function ContactCard({ contact, testId, titled }: ContactCardParts) {
  const { title, definition } = wordsFor(contact);
  return (
    <Card testId={testId}>
      {titled && <h3>{title}</h3>}
      <p class="quiet">{definition}</p>
      <p class="card__title">{fullName(contact.name) ?? 'Name not on file'}</p>
      <DescriptionList items={factsAbout(contact)} />
    </Card>
  );
}

type Fact = { readonly term: string; readonly description: ComponentChildren };

function factsAbout(contact: Contact): readonly Fact[] {
  return [...relationshipFact(contact), ...addressFact(contact), phoneFact(contact)];
}

function relationshipFact({ relationship }: Contact): readonly Fact[] {
  if (relationship === null) return [];
  return [{ term: 'Relationship', description: relationshipInWords(relationship) }];
}

function addressFact(contact: Contact): readonly Fact[] {
  const lines = isEmergencyContact(contact) ? [] : addressLines(contact.address);
  return lines.length === 0
    ? []
    : [{ term: 'Address', description: <AddressLines lines={lines} /> }];
}

function phoneFact({ phone }: Contact): Fact {
  const description =
    phone === null ? 'No phone number on file' : <PhoneLink number={formatPhone(phone)} />;
  return { term: 'Phone', description };
}
