import type { NotAllowedReason } from '../identity/index.ts';
import type { Translated } from '../lib/language.ts';

type HubCardWords = { readonly about: string; readonly action: string };
type NotAllowedWords = { readonly heading: string; readonly explanation: string };

type ProfileWords = {
  readonly site: Readonly<
    Record<
      | 'title'
      | 'failure'
      | 'department'
      | 'ofVeteransAffairs'
      | 'footer'
      | 'printed'
      | 'printedAt'
      | 'printedFor',
      string
    >
  >;
  readonly crisisLine: Readonly<Record<'bar' | 'hours' | 'call' | 'text' | 'tty' | 'chat', string>>;
  readonly account: Readonly<Record<'label' | 'menu' | 'signedInAs' | 'signOut', string>>;
  readonly signInEnding: Readonly<Record<'note' | 'heading' | 'body' | 'stay', string>>;
  readonly hub: {
    readonly lead: string;
    readonly contacts: HubCardWords;
    readonly accountSecurity: HubCardWords;
  };
  readonly accountSecurity: Readonly<
    Record<'heading' | 'service' | 'otherService' | 'identity' | 'verified' | 'notVerified', string>
  >;
  readonly notAllowed: Readonly<Record<NotAllowedReason, NotAllowedWords>>;
  readonly forHelp: string;
  readonly signInPrompt: Readonly<
    Record<'heading' | 'body' | 'signedOut' | 'again' | 'action', string>
  >;
  readonly signOutPrompt: Readonly<Record<'heading' | 'body' | 'action', string>>;
  readonly mention: string;
  readonly tryAgain: string;
};

const ENGLISH: ProfileWords = {
  site: {
    title: 'Veterans Affairs',
    failure: 'Error',
    department: 'U.S. Department',
    ofVeteransAffairs: 'of Veterans Affairs',
    footer: 'U.S. Department of Veterans Affairs',
    printed:
      'Printed from VA.gov{path}, as it was on {moment}. What we have on file may have changed since.',
    printedAt: 'Printed from VA.gov on {moment}.',
    printedFor: 'Account: {name}',
  },
  crisisLine: {
    bar: '{name}: call {number}, then press 1. Text {text}. TTY: {tty}, then {number}.',
    hours:
      'If you’re in crisis, or worried about a Veteran who is, we’re here any time, day or night.',
    call: 'Call {number}, then press 1',
    text: 'Text {number}',
    tty: 'TTY: call {tty}, then {number}',
    chat: 'Chat online with someone who can help',
  },
  account: {
    label: 'Your account',
    menu: 'Menu',
    signedInAs: 'Signed in as {name}',
    signOut: 'Sign out',
  },
  signInEnding: {
    note: 'To protect your privacy, we sign you out after {minutes}\u00a0minutes without activity.',
    heading: 'We’re about to sign you out',
    body: 'We haven’t seen any activity for a while. To protect your privacy, we’ll sign you out in {minutes}.',
    stay: 'Stay signed in',
  },
  hub: {
    lead: 'See the information we keep for your VA.gov account.',
    contacts: {
      about: 'The emergency contacts and next of kin we have on file for you.',
      action: 'Review your personal health care contacts',
    },
    accountSecurity: {
      about: 'How you sign in, and whether you’ve verified your identity.',
      action: 'Review your account security',
    },
  },
  accountSecurity: {
    heading: 'Sign-in information',
    service: 'You sign in with',
    otherService: 'An account that isn’t from ID.me or Login.gov',
    identity: 'Your identity',
    verified: 'Verified',
    notVerified: 'Not verified yet',
  },
  notAllowed: {
    'not-proofed': {
      heading: 'Verify your identity to see your profile',
      explanation:
        'Before we show you personal information, we need to be sure that you’re you. Verify your identity with ID.me or Login.gov. Then come back here.',
    },
    blocked: {
      heading: 'We can’t show your profile information',
      explanation:
        'Something in our records keeps us from showing your profile information online. If you think that’s a mistake, we can look into it with you.',
    },
    'not-in-mpi': {
      heading: 'We can’t match you with our records',
      explanation:
        'We know who you are, but we couldn’t find you in VA’s records. Until they match, we can’t show your profile information.',
    },
    'no-credential': {
      heading: 'Sign in with ID.me or Login.gov',
      explanation:
        'The account you signed in with isn’t connected to ID.me or Login.gov, so we can’t find your profile information. Sign out, then sign in with one of those accounts.',
    },
  },
  forHelp: 'For help, call {name} at {number}. We’re here {hours}.',
  signInPrompt: {
    heading: 'Sign in to see this page',
    body: 'This page holds personal information. Sign in so that we know it’s yours.',
    signedOut: 'You’re signed out',
    again: 'To see your personal information, sign in again.',
    action: 'Sign in',
  },
  signOutPrompt: {
    heading: 'Sign out of VA.gov',
    body: 'You’ll be signed out on this device.',
    action: 'Sign out',
  },
  mention: 'Tell them error {status} and reference {reference}.',
  tryAgain: 'Try again',
};

const SPANISH: ProfileWords = {
  site: {
    title: 'Asuntos de Veteranos',
    failure: 'Error',
    department: 'Departamento de Asuntos',
    ofVeteransAffairs: 'de Veteranos de los EE.\u00a0UU.',
    footer: 'Departamento de Asuntos de Veteranos de los EE.\u00a0UU.',
    printed:
      'Impreso desde VA.gov{path}, como estaba el {moment}. Es posible que la información registrada haya cambiado desde entonces.',
    printedAt: 'Impreso desde VA.gov el {moment}.',
    printedFor: 'Cuenta: {name}',
  },
  crisisLine: {
    bar: '{name}: llame al {number} y oprima 1. Texto: {text}. TTY: {tty}, después {number}.',
    hours:
      'Si usted está en crisis, o le preocupa un veterano que lo está, atendemos a cualquier hora, de día o de noche.',
    call: 'Llame al {number} y después oprima 1',
    text: 'Envíe un mensaje de texto al {number}',
    tty: 'TTY: llame al {tty} y después al {number}',
    chat: 'Converse en línea con alguien que puede ayudarle (en inglés)',
  },
  account: {
    label: 'Su cuenta',
    menu: 'Menú',
    signedInAs: 'Sesión de {name}',
    signOut: 'Cerrar sesión',
  },
  signInEnding: {
    note: 'Para proteger su privacidad, cerramos su sesión después de {minutes}\u00a0minutos sin actividad.',
    heading: 'Estamos por cerrar su sesión',
    body: 'Hace un tiempo que no vemos actividad. Para proteger su privacidad, cerraremos su sesión en {minutes}.',
    stay: 'Mantener la sesión abierta',
  },
  hub: {
    lead: 'Vea la información que guardamos para su cuenta de VA.gov.',
    contacts: {
      about: 'Los contactos de emergencia y los familiares más cercanos que tenemos registrados.',
      action: 'Ver sus contactos personales para su atención médica',
    },
    accountSecurity: {
      about: 'Cómo inicia sesión y si ya verificó su identidad.',
      action: 'Ver la seguridad de su cuenta',
    },
  },
  accountSecurity: {
    heading: 'Información de inicio de sesión',
    service: 'Usted inicia sesión con',
    otherService: 'Una cuenta que no es de ID.me ni de Login.gov',
    identity: 'Su identidad',
    verified: 'Verificada',
    notVerified: 'Aún no verificada',
  },
  notAllowed: {
    'not-proofed': {
      heading: 'Verifique su identidad para ver su perfil',
      explanation:
        'Antes de mostrarle información personal, necesitamos tener la seguridad de que es usted. Verifique su identidad con ID.me o Login.gov y después vuelva aquí.',
    },
    blocked: {
      heading: 'No podemos mostrar la información de su perfil',
      explanation:
        'Algo en nuestros registros nos impide mostrar la información de su perfil por internet. Si cree que es un error, podemos revisarlo con usted.',
    },
    'not-in-mpi': {
      heading: 'No logramos encontrarle en nuestros registros',
      explanation:
        'Sabemos quién es usted, pero no le encontramos en los registros de VA. Mientras no coincidan, no podemos mostrar la información de su perfil.',
    },
    'no-credential': {
      heading: 'Inicie sesión con ID.me o Login.gov',
      explanation:
        'La cuenta con la que inició sesión no está conectada con ID.me ni con Login.gov, por eso no podemos encontrar la información de su perfil. Cierre la sesión y después inicie sesión con una de esas cuentas.',
    },
  },
  forHelp: 'Si necesita ayuda, llame {name} al {number}. Atendemos {hours}.',
  signInPrompt: {
    heading: 'Inicie sesión para ver esta página',
    body: 'Esta página contiene información personal. Inicie sesión para que sepamos que es suya.',
    signedOut: 'Su sesión está cerrada',
    again: 'Para ver su información personal, inicie sesión de nuevo.',
    action: 'Iniciar sesión',
  },
  signOutPrompt: {
    heading: 'Cerrar sesión en VA.gov',
    body: 'Se cerrará su sesión en este dispositivo.',
    action: 'Cerrar sesión',
  },
  mention: 'Dígales el error {status} y la referencia {reference}.',
  tryAgain: 'Intentar de nuevo',
};

/** Everything that the pages around the contacts say, but for help lines and the names of places. */
export const WORDS: Translated<ProfileWords> = { en: ENGLISH, es: SPANISH };
