import type { Translated } from '../../lib/language.ts';
import type { ContactType } from '../domain/contact.ts';

/** What a type of contact is called, and what VA turns to that person for. */
type ContactWords = { readonly title: string; readonly definition: string };

type SectionWords = {
  readonly heading: string;
  /** The heading where nobody is on file. */
  readonly headingOfNone: string;
  readonly purpose: string;
  readonly noneOnFile: string;
};

/** That the page is for reading only, and how to change what it shows. */
type HowToUpdateWords = Readonly<Record<'readOnly' | 'link' | 'ways', string>>;

type PageWords = {
  readonly contacts: Readonly<Record<ContactType, ContactWords>>;
  readonly emergencyContacts: SectionWords;
  readonly nextOfKinContacts: SectionWords;
  readonly toAddOne: string;
  readonly card: Readonly<
    Record<'relationship' | 'address' | 'phone' | 'noName' | 'noPhone', string>
  >;
  readonly howToUpdate: Readonly<Record<'some' | 'none', HowToUpdateWords>> &
    Readonly<Record<'call' | 'ask', string>>;
  readonly notEnrolled: Readonly<Record<'heading' | 'body' | 'link', string>>;
  readonly unavailable: Readonly<
    Record<
      | 'heading'
      | 'ourFault'
      | 'now'
      | 'after'
      | 'inVain'
      | 'cannotWait'
      | 'forHelp'
      | 'mention'
      | 'tryAgain',
      string
    >
  >;
  readonly downtime: Readonly<Record<'now' | 'backAt' | 'ahead' | 'awayBetween', string>>;
};

const ENGLISH: PageWords = {
  contacts: {
    'Emergency Contact': {
      title: 'Primary emergency contact',
      definition: 'The first person we call if you have an emergency.',
    },
    'Other emergency contact': {
      title: 'Secondary emergency contact',
      definition:
        'Your backup: the person we call if we can’t reach your primary emergency contact.',
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
  },
  emergencyContacts: {
    heading: 'Emergency contacts',
    headingOfNone: 'Emergency contact',
    purpose:
      'An emergency contact is someone we call to let them know that you have an emergency. This isn’t always the same person as your next of kin.',
    noneOnFile: 'You don’t have an emergency contact on file.',
  },
  nextOfKinContacts: {
    heading: 'Next of kin contacts',
    headingOfNone: 'Next of kin',
    purpose:
      'Your next of kin is someone who can tell us what you would want for your care if you can’t. This isn’t always the same person as your emergency contact.',
    noneOnFile: 'You don’t have a next of kin on file.',
  },
  toAddOne: 'To add one, call {name} at {number}, {hours}.',
  card: {
    relationship: 'Relationship',
    address: 'Address',
    phone: 'Phone',
    noName: 'Name not on file',
    noPhone: 'No phone number on file',
  },
  howToUpdate: {
    some: {
      readOnly: 'You can see these contacts here, but you can’t change them online.',
      link: 'How to change your contacts',
      ways: 'To add, correct, or remove a contact:',
    },
    none: {
      readOnly:
        'Once you have contacts on file, you can see them here, but you can’t change them online.',
      link: 'How to add a contact',
      ways: 'To add a contact:',
    },
    call: 'Call {name} at {number}, {hours}, or',
    ask: 'Ask a staff member at your next visit to a VA facility. A change made there may take some time to show on this page.',
  },
  notEnrolled: {
    heading: 'You don’t have VA health care in our records',
    body: 'This page is for people who get health care from VA. If you think our records are wrong, call us at {number}. We’re here {hours}.',
    link: 'Find out about VA health benefits',
  },
  unavailable: {
    heading: 'We can’t show your contacts right now',
    ourFault:
      'Something went wrong on our end. You haven’t done anything wrong, and nothing about your contacts has changed.',
    now: 'You can try again now. If that doesn’t help, wait a few minutes.',
    after: 'Trying again can help in about {wait}.',
    inVain: 'Trying again won’t help until we fix it.',
    cannotWait: 'If you can’t wait, call {name} at {number}, {hours}.',
    forHelp: 'For help with this page, call {name} at {number}, {hours}.',
    mention: 'Tell them reference {reference}.',
    tryAgain: 'Try again',
  },
  downtime: {
    now: 'This page is down for maintenance',
    backAt:
      'We’re working on it now. You can see your contacts here again from {until}. Nothing about your contacts has changed.',
    ahead: 'This page will be down for maintenance soon',
    awayBetween: 'You can’t see your contacts here from {from}, until {until}.',
  },
};

const SPANISH: PageWords = {
  contacts: {
    'Emergency Contact': {
      title: 'Contacto de emergencia principal',
      definition: 'La primera persona a quien llamamos si usted tiene una emergencia.',
    },
    'Other emergency contact': {
      title: 'Contacto alterno de emergencia',
      definition:
        'La persona a quien llamamos si no logramos comunicarnos con su contacto de emergencia principal.',
    },
    'Primary Next of Kin': {
      title: 'Familiar más cercano principal',
      definition:
        'La primera persona a quien preguntamos qué atención desea usted, si usted no puede decirlo.',
    },
    'Other Next of Kin': {
      title: 'Contacto alterno de familiar más cercano',
      definition:
        'La persona a quien preguntamos qué atención desea usted, si no logramos comunicarnos con su familiar más cercano principal.',
    },
  },
  emergencyContacts: {
    heading: 'Contactos de emergencia',
    headingOfNone: 'Contacto de emergencia',
    purpose:
      'Un contacto de emergencia es alguien a quien llamamos para avisarle que usted tiene una emergencia. No siempre es la misma persona que su familiar más cercano.',
    noneOnFile: 'No tenemos registrado ningún contacto de emergencia suyo.',
  },
  nextOfKinContacts: {
    heading: 'Familiares más cercanos',
    headingOfNone: 'Familiar más cercano',
    purpose:
      'Su familiar más cercano es alguien que puede decirnos qué atención desearía usted si usted no puede hacerlo. No siempre es la misma persona que su contacto de emergencia.',
    noneOnFile: 'No tenemos registrado ningún familiar más cercano suyo.',
  },
  toAddOne: 'Para agregar uno, llame {name} al {number}, {hours}.',
  card: {
    relationship: 'Parentesco o relación',
    address: 'Dirección',
    phone: 'Teléfono',
    noName: 'Nombre no registrado',
    noPhone: 'Ningún número de teléfono registrado',
  },
  howToUpdate: {
    some: {
      readOnly: 'Aquí puede ver estos contactos, pero no puede cambiarlos por internet.',
      link: 'Cómo cambiar sus contactos',
      ways: 'Para agregar, corregir o quitar un contacto:',
    },
    none: {
      readOnly:
        'Cuando tenga contactos registrados, podrá verlos aquí, pero no podrá cambiarlos por internet.',
      link: 'Cómo agregar un contacto',
      ways: 'Para agregar un contacto:',
    },
    call: 'Llame {name} al {number}, {hours}, o',
    ask: 'Pídaselo a alguien del personal en su próxima visita a un centro de VA. Un cambio hecho allí puede tardar un poco en verse en esta página.',
  },
  notEnrolled: {
    heading: 'Según nuestros registros, usted no tiene atención médica de VA',
    body: 'Esta página es para personas que reciben atención médica de VA. Si cree que nuestros registros están equivocados, llámenos al {number}. Atendemos {hours}.',
    link: 'Infórmese sobre los beneficios médicos de VA (en inglés)',
  },
  unavailable: {
    heading: 'No podemos mostrar sus contactos en este momento',
    ourFault:
      'Algo falló de nuestra parte. Usted no hizo nada mal, y nada cambió en sus contactos.',
    now: 'Puede intentarlo de nuevo ahora. Si no funciona, espere unos minutos.',
    after: 'Intentarlo de nuevo puede funcionar en {wait}, más o menos.',
    inVain: 'Intentarlo de nuevo no servirá hasta que lo arreglemos.',
    cannotWait: 'Si no puede esperar, llame {name} al {number}, {hours}.',
    forHelp: 'Para recibir ayuda con esta página, llame {name} al {number}, {hours}.',
    mention: 'Dígales la referencia {reference}.',
    tryAgain: 'Intentar de nuevo',
  },
  downtime: {
    now: 'Esta página está en mantenimiento',
    backAt:
      'Estamos trabajando en ella. Podrá ver aquí sus contactos de nuevo a partir del {until}. Nada cambió en sus contactos.',
    ahead: 'Esta página estará pronto en mantenimiento',
    awayBetween: 'No podrá ver aquí sus contactos desde el {from}, hasta el {until}.',
  },
};

/** Everything that the contacts page says, but for help lines and relationships. */
export const WORDS: Translated<PageWords> = { en: ENGLISH, es: SPANISH };
