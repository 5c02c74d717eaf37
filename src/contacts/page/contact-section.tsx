import { HelpLineNumber } from '../../design-system/index.ts';
import { isBackup, type Contact } from '../domain/contact.ts';
import { ContactCard } from './contact-card.tsx';
import { HEALTH_ELIGIBILITY_CENTER } from './contact-lines.ts';
import type { SectionWords } from './contact-words.ts';

type ContactSectionParts = {
  readonly words: SectionWords;
  readonly contacts: readonly Contact[];
  /** Start of each card's test id, and the test id when there is no card. */
  readonly testIds: { readonly card: string; readonly none: string };
};

/** All contacts of one kind, or how to add the first. */
export function ContactSection({ words, contacts, testIds }: ContactSectionParts) {
  return (
    <section class="stack" aria-labelledby={words.id}>
      <h2 id={words.id}>{words.heading}</h2>
      <p>{words.purpose}</p>
      {contacts.length === 0 && <NoneOnFile words={words} testId={testIds.none} />}
      {contacts.map((contact, index) => (
        <ContactCard
          contact={contact}
          testId={`${testIds.card}-${index}`}
          titled={contacts.length > 1 || isBackup(contact)}
        />
      ))}
    </section>
  );
}

function NoneOnFile({ words, testId }: { readonly words: SectionWords; readonly testId: string }) {
  return (
    <p data-testid={testId}>
      <strong>{words.noneOnFile}</strong> To add one, call {HEALTH_ELIGIBILITY_CENTER.name} at{' '}
      <HelpLineNumber line={HEALTH_ELIGIBILITY_CENTER} />, {HEALTH_ELIGIBILITY_CENTER.hours}.
    </p>
  );
}
