import type { NotAllowedReason } from '../identity/index.ts';
import type { Translated } from '../lib/language.ts';

type HubCardWords = { readonly about: string; readonly action: string };
type NotAllowedWords = { readonly heading: string; readonly explanation: string };

type ProfileWords = {
  readonly site: Readonly<
    Record<
      'title' | 'failure' | 'department' | 'ofVeteransAffairs' | 'footer' | 'crisisLine',
      string
    >
  >;
  readonly account: Readonly<Record<'label' | 'signOut', string>>;
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
  readonly signInPrompt: Readonly<Record<'heading' | 'body' | 'action', string>>;
  readonly signOutPrompt: Readonly<Record<'heading' | 'body' | 'action', string>>;
  readonly mention: string;
};

const ENGLISH: ProfileWords = {
  site: {
    title: 'Veterans Affairs',
    failure: 'Error',
    department: 'U.S. Department',
    ofVeteransAffairs: 'of Veterans Affairs',
    footer: 'U.S. Department of Veterans Affairs',
    crisisLine: '{name}: call {number}, then press 1, {hours}',
  },
  account: { label: 'Your account', signOut: 'Sign out' },
  signInEnding: {
    note: 'To protect your privacy, we sign you out after {minutes} minutes without activity.',
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
        'Before we show you personal information, we need to be sure that you’re you. Sign in to your ID.me or Login.gov account, verify your identity there, then sign in here again.',
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
    action: 'Sign in',
  },
  signOutPrompt: {
    heading: 'Sign out of VA.gov',
    body: 'You’ll be signed out on this device.',
    action: 'Sign out',
  },
  mention: 'If you call us about this, mention error {status} and reference {requestId}.',
};

const SPANISH: ProfileWords = {
  site: {
    title: 'Asuntos de Veteranos',
    failure: 'Error',
    department: 'Departamento de Asuntos',
    ofVeteransAffairs: 'de Veteranos de los EE.\u00a0UU.',
    footer: 'Departamento de Asuntos de Veteranos de los EE.\u00a0UU.',
    crisisLine: '{name}: llame al {number} y después oprima 1, {hours}',
  },
  account: { label: 'Su cuenta', signOut: 'Cerrar sesión' },
  signInEnding: {
    note: 'Para proteger su privacidad, cerramos su sesión después de {minutes} minutos sin actividad.',
    heading: 'Estamos por cerrar su sesión',
    body: 'Hace un tiempo que no vemos actividad. Para proteger su privacidad, cerraremos su sesión en {minutes}.',
    stay: 'Seguir en la sesión',
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
        'Antes de mostrarle información personal, necesitamos tener la seguridad de que es usted. Inicie sesión en su cuenta de ID.me o Login.gov, verifique allí su identidad y después inicie sesión aquí otra vez.',
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
    action: 'Iniciar sesión',
  },
  signOutPrompt: {
    heading: 'Cerrar sesión en VA.gov',
    body: 'Se cerrará su sesión en este dispositivo.',
    action: 'Cerrar sesión',
  },
  mention: 'Si nos llama por esto, mencione el error {status} y la referencia {requestId}.',
};

/** Everything that the pages around the contacts say, but for help lines and the names of places. */
export const WORDS: Translated<ProfileWords> = { en: ENGLISH, es: SPANISH };
