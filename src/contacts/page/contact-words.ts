import type { Contact, ContactType } from '../domain/contact.ts';

type ContactWords = { readonly title: string; readonly definition: string };

/** What each type of contact is called, and what VA turns to that person for. */
const CONTACT_WORDS: Readonly<Record<ContactType, ContactWords>> = {
  'Emergency Contact': {
    title: 'Primary emergency contact',
    definition: 'The first person we call if you have an emergency.',
  },
  'Other emergency contact': {
    title: 'Secondary emergency contact',
    definition: 'Your backup: the person we call if we can’t reach your primary emergency contact.',
  },
  'Primary Next of Kin': {
    title: 'Primary next of kin',
    definition: 'The first person we ask about your wishes for your care if you can’t tell us.',
  },
  'Other Next of Kin': {
    title: 'Secondary next of kin',
    definition:
      'Your backup: the person we ask about your wishes if we can’t reach your primary next of kin.',
  },
};

export function wordsFor({ type }: Contact): ContactWords {
  return CONTACT_WORDS[type];
}

export type SectionWords = {
  /** Also the anchor of the section. */
  readonly id: 'emergency-contacts' | 'next-of-kin-contacts';
  readonly heading: string;
  readonly purpose: string;
  readonly noneOnFile: string;
};

export const EMERGENCY_CONTACTS: SectionWords = {
  id: 'emergency-contacts',
  heading: 'Emergency contacts',
  purpose:
    'An emergency contact is someone we call to let them know that you have an emergency. This isn’t always the same person as your next of kin.',
  noneOnFile: 'You don’t have an emergency contact on file.',
};

export const NEXT_OF_KIN_CONTACTS: SectionWords = {
  id: 'next-of-kin-contacts',
  heading: 'Next of kin contacts',
  purpose:
    'Your next of kin is someone who can tell us what you would want for your care if you can’t. This isn’t always the same person as your emergency contact.',
  noneOnFile: 'You don’t have a next of kin on file.',
};
