import { HelpLineSentence, useWords } from '../../design-system/index.ts';
import { isBackup, type Contact } from '../domain/contact.ts';
import { ContactCard } from './contact-card.tsx';
import { HEALTH_ELIGIBILITY_CENTER } from './contact-lines.ts';
import { WORDS } from './words.ts';

type ContactSectionParts = {
  readonly kind: 'emergencyContacts' | 'nextOfKinContacts';
  readonly contacts: readonly Contact[];
  /** Start of each card's test id, and the test id when there is no card. */
  readonly testIds: { readonly card: string; readonly none: string };
};

/** The anchors of the sections, the same in every language. */
const ANCHORS = {
  emergencyContacts: 'emergency-contacts',
  nextOfKinContacts: 'next-of-kin-contacts',
} as const;

/** All contacts of one kind, or how to add the first. */
export function ContactSection({ kind, contacts, testIds }: ContactSectionParts) {
  const { [kind]: words, toAddOne } = useWords(WORDS);
  return (
    <section class="stack" aria-labelledby={ANCHORS[kind]}>
      <h2 id={ANCHORS[kind]}>{contacts.length === 0 ? words.headingOfNone : words.heading}</h2>
      {contacts.length === 0 && (
        <p data-testid={testIds.none}>
          <strong>{words.noneOnFile}</strong>{' '}
          <HelpLineSentence text={toAddOne} line={HEALTH_ELIGIBILITY_CENTER} />
        </p>
      )}
      {contacts.map((contact, index) => (
        <ContactCard
          contact={contact}
          testId={`${testIds.card}-${index}`}
          titled={contacts.length > 1 || isBackup(contact)}
        />
      ))}
      <p>{words.purpose}</p>
    </section>
  );
}
