import type { ComponentChildren } from 'preact';
import {
  AddressLines,
  Card,
  DescriptionList,
  PhoneLink,
  useLanguage,
} from '../../design-system/index.ts';
import type { Language } from '../../lib/language.ts';
import { addressLines } from '../domain/address.ts';
import { isEmergencyContact, type Contact } from '../domain/contact.ts';
import { fullName } from '../domain/person-name.ts';
import { shownPhone } from '../domain/phone.ts';
import { Relationship } from './relationship.tsx';
import { WORDS } from './words.ts';

type ContactCardParts = {
  readonly contact: Contact;
  readonly testId: string;
  /** Off for a lone primary contact, whom the section's heading already names. */
  readonly titled: boolean;
};

/** One contact: what VA turns to them for, who they are and how to reach them. */
export function ContactCard({ contact, testId, titled }: ContactCardParts) {
  const language = useLanguage();
  const { contacts, card } = WORDS[language];
  const { title, definition } = contacts[contact.type];
  return (
    <Card testId={testId}>
      {titled && <h3>{title}</h3>}
      <p class="card__title">{fullName(contact.name) ?? card.noName}</p>
      <p class="quiet">{definition}</p>
      <DescriptionList items={factsAbout(contact, language)} />
    </Card>
  );
}

type Fact = { readonly term: string; readonly description: ComponentChildren };

function factsAbout(contact: Contact, language: Language): readonly Fact[] {
  return [
    ...relationshipFact(contact, language),
    ...addressFact(contact, language),
    phoneFact(contact, language),
  ];
}

function relationshipFact({ relationship }: Contact, language: Language): readonly Fact[] {
  if (relationship === null) return [];
  const description = <Relationship sent={relationship} />;
  return [{ term: WORDS[language].card.relationship, description }];
}

function addressFact(contact: Contact, language: Language): readonly Fact[] {
  const lines = isEmergencyContact(contact) ? [] : addressLines(contact.address, language);
  if (lines.length === 0) return [];
  return [{ term: WORDS[language].card.address, description: <AddressLines lines={lines} /> }];
}

function phoneFact(contact: Contact, language: Language): Fact {
  const { card } = WORDS[language];
  return { term: card.phone, description: <Phone contact={contact} none={card.noPhone} /> };
}

function Phone({ contact, none }: { readonly contact: Contact; readonly none: string }) {
  const { phone, address } = contact;
  if (phone === null) return <>{none}</>;
  const { number, canBeDialed } = shownPhone(phone, address.country);
  return canBeDialed ? <PhoneLink number={number} /> : <>{number}</>;
}
