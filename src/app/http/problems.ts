import { NoFreeConnectionError } from '../../lib/database/index.ts';
import { UnreadableBodyError } from '../../lib/http/index.ts';
import type { Translated } from '../../lib/language.ts';

/** What stops a request, for people and for programs. */
export type Problem = {
  readonly status: number;
  /** Stable, for programs. */
  readonly code: string;
  readonly heading: Translated<string>;
  readonly sentence: Translated<string>;
  /** What programs are told instead of the sentence, in English. */
  readonly detail?: string;
};

export const NO_SUCH_PATH: Problem = {
  status: 404,
  code: 'no-such-path',
  heading: { en: 'We can’t find that page', es: 'No encontramos esa página' },
  sentence: {
    en: 'There is nothing at this address. It may be mistyped, or the page may have moved.',
    es: 'No hay nada en esta dirección. Puede que esté mal escrita, o que la página haya cambiado de lugar.',
  },
};

const INTERNAL_ERROR: Problem = {
  status: 500,
  code: 'internal-error',
  heading: { en: 'Something went wrong on our end', es: 'Algo falló de nuestra parte' },
  sentence: {
    en: 'This is our fault, not yours. Please try again in a few minutes.',
    es: 'Es culpa nuestra, no suya. Inténtelo de nuevo en unos minutos.',
  },
};

/** A wait for the database that took too long: it passes by itself. */
const BUSY: Problem = {
  status: 503,
  code: 'busy',
  heading: { en: 'Too much is going on right now', es: 'Hay demasiada actividad ahora mismo' },
  sentence: { en: 'Please try again in a moment.', es: 'Inténtelo de nuevo en un momento.' },
};

/** The problem behind whatever a handler threw. */
export function problemOf(error: unknown): Problem {
  if (error instanceof NoFreeConnectionError) return BUSY;
  const status = statusOf(error);
  return status >= 400 && status < 500 ? invalidRequest(status, error) : INTERNAL_ERROR;
}

function invalidRequest(status: number, error: unknown): Problem {
  const detail = formProblem(error);
  return {
    status,
    code: 'invalid-request',
    heading: { en: 'We can’t understand that request', es: 'No entendemos esa solicitud' },
    sentence: {
      en: 'It is not in the form that was expected. Go back and try again.',
      es: 'No tiene la forma que se esperaba. Regrese e inténtelo de nuevo.',
    },
    ...(detail !== null && { detail }),
  };
}

/** What the check of a body’s form says of it: names of fields and rules, nothing of the content. */
function formProblem(error: unknown): string | null {
  if (error instanceof UnreadableBodyError) return error.message;
  const wasChecked = error instanceof Error && 'validation' in error;
  return wasChecked ? `The request is not as expected: ${error.message}.` : null;
}

function statusOf(error: unknown): number {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : null;
  return typeof status === 'number' ? status : 500;
}
