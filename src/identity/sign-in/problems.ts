import type { FastifyReply } from 'fastify';
import type { Translated } from '../../lib/language.ts';
import { pathToBegin, type AskedSignIn } from './asked-sign-in.ts';

/** What went wrong while someone signed in, in words for them. */
export type SignInProblem = {
  /** Stable, for the log and for support. */
  readonly code: SignInProblemCode;
  readonly status: 400 | 502 | 503;
  readonly heading: Translated<string>;
  readonly sentence: Translated<string>;
  readonly link: { readonly path: string; readonly name: Translated<string> };
};

export type RenderProblem = (reply: FastifyReply, problem: SignInProblem) => FastifyReply;

type SignInProblemCode = keyof typeof PROBLEMS;

/** The problem with this code; its link begins again and leads to the same page. */
export function problemOf(code: SignInProblemCode, asked: AskedSignIn): SignInProblem {
  return { code, ...PROBLEMS[code], link: { path: pathToBegin(asked), name: TRY_AGAIN } };
}

const TRY_AGAIN = { en: 'Try to sign in again', es: 'Intentar iniciar sesión de nuevo' };

const PROBLEMS = {
  'sign-in-unavailable': {
    status: 503,
    heading: {
      en: 'We can’t sign you in right now',
      es: 'No podemos iniciar su sesión en este momento',
    },
    sentence: {
      en: 'Our sign-in service isn’t answering. Wait a few minutes, then try again.',
      es: 'Nuestro servicio de inicio de sesión no responde. Espere unos minutos e inténtelo de nuevo.',
    },
  },
  'sign-in-denied': {
    status: 400,
    heading: { en: 'You didn’t finish signing in', es: 'Usted no terminó de iniciar sesión' },
    sentence: {
      en: 'You stopped before you were done. You can start again when you’re ready.',
      es: 'Se detuvo antes de completarlo. Puede empezar de nuevo cuando quiera.',
    },
  },
  'sign-in-over': {
    status: 400,
    heading: { en: 'This sign-in is over', es: 'Este inicio de sesión ya terminó' },
    sentence: {
      en: 'It took too long, or you finished it in another tab. Start again to sign in.',
      es: 'Tardó demasiado, o usted lo completó en otra pestaña. Empiece de nuevo para iniciar sesión.',
    },
  },
  'sign-in-refused': {
    status: 400,
    heading: { en: 'We couldn’t sign you in', es: 'No logramos iniciar su sesión' },
    sentence: {
      en: 'Something didn’t match when you came back from signing in. Start again to sign in.',
      es: 'Algo no coincidió cuando usted volvió de iniciar sesión. Empiece de nuevo para iniciar sesión.',
    },
  },
  'sign-in-incomplete': {
    status: 502,
    heading: { en: 'We couldn’t sign you in', es: 'No logramos iniciar su sesión' },
    sentence: {
      en: 'Our sign-in service didn’t send us all the information we need about your account. You can try again now. If that doesn’t help, wait a few minutes.',
      es: 'Nuestro servicio de inicio de sesión no nos envió toda la información que necesitamos sobre su cuenta. Puede intentarlo de nuevo ahora. Si no funciona, espere unos minutos.',
    },
  },
} as const;
