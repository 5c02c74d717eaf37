import { NoFreeConnectionError, troubleOf } from '../../lib/database/index.ts';
import { refusedUnread, UnreadableBodyError } from '../../lib/http/index.ts';
import type { Translated } from '../../lib/language.ts';

/** What stops a request, for people and for programs. */
export type Problem = {
  readonly status: number;
  /** Stable, for programs. */
  readonly code: string;
  readonly heading: Translated<string>;
  readonly sentence: Translated<string>;
  /** What programs are told instead, in English: they have no page to go back to. */
  readonly detail: string;
};

export const NO_SUCH_PATH: Problem = {
  status: 404,
  code: 'no-such-path',
  heading: { en: 'We can’t find that page', es: 'No encontramos esa página' },
  sentence: {
    en: 'There is nothing at this address. It may be mistyped, or the page may have moved.',
    es: 'No hay nada en esta dirección. Puede que esté mal escrita, o que la página haya cambiado de lugar.',
  },
  detail: 'There is nothing at this path for this method. /openapi.json lists what there is.',
};

export const NO_HOST: Problem = {
  ...invalidRequest(400, null),
  detail: 'The request names no host. Send the header “Host”.',
};

const INTERNAL_ERROR: Problem = {
  status: 500,
  code: 'internal-error',
  heading: { en: 'Something went wrong on our end', es: 'Algo falló de nuestra parte' },
  sentence: {
    en: 'This is our fault, not yours. You can try again now. If that doesn’t help, wait a few minutes.',
    es: 'Es culpa nuestra, no suya. Puede intentarlo de nuevo ahora. Si no funciona, espere unos minutos.',
  },
  detail:
    'The server failed at this; its log says why. Look first at what a change came to, then try again.',
};

/** A wait for the database, or an answer, that took too long: it passes by itself. */
const BUSY: Problem = {
  status: 503,
  code: 'busy',
  heading: { en: 'Too much is going on right now', es: 'Hay demasiada actividad ahora mismo' },
  sentence: {
    en: 'Trying again can help in about 5\u00a0seconds.',
    es: 'Intentarlo de nuevo puede funcionar en 5\u00a0segundos, más o menos.',
  },
  detail:
    'Too much is going on to answer in time. Look first at what a change came to, then try again after as many seconds as Retry-After says.',
};

/** What a request that failed may have changed. */
export type Changed = 'was-only-asked' | 'nothing' | 'unknown';

/** The database does not answer, by what the request may have changed. */
const UNREACHABLE: Readonly<Record<Changed, Problem>> = {
  'was-only-asked': databaseProblem(
    'database-unreachable',
    'The database does not answer right now. Try again in a few seconds.',
  ),
  nothing: {
    ...databaseProblem(
      'database-unreachable',
      'The database does not answer right now, so nothing was changed. Try again in a few seconds.',
    ),
    sentence: {
      en: 'We can’t get to our records, so nothing was changed. Trying again can help in about 5\u00a0seconds. If it doesn’t, wait a few minutes.',
      es: 'No podemos consultar nuestros registros, así que no se cambió nada. Intentarlo de nuevo puede funcionar en 5\u00a0segundos, más o menos. Si no funciona, espere unos minutos.',
    },
  },
  unknown: unknownOutcome('The database does not answer right now'),
};

/** An answer that took too long, of which nobody knows how far it got. */
const LATE: Readonly<Record<Changed, Problem>> = {
  'was-only-asked': BUSY,
  nothing: BUSY,
  unknown: unknownOutcome('This took too long'),
};

function unknownOutcome(why: string): Problem {
  const detail = `${why}, and it is not known whether the change was made. Look before you send it again. A step that was sent with an Idempotency-Key may be sent again with the same key: it is taken once.`;
  return {
    ...databaseProblem('outcome-unknown', detail),
    sentence: {
      en: 'We don’t know whether your change was made. Go back in a few minutes, load the page again, and look before you repeat it.',
      es: 'No sabemos si su cambio se hizo. Regrese en unos minutos, vuelva a cargar la página y compruébelo antes de repetirlo.',
    },
  };
}

const TAKES_NO_CHANGES = {
  'read-only': databaseProblem(
    'database-read-only',
    'The database takes no changes right now, so nothing was changed. Reading works.',
  ),
  full: databaseProblem(
    'database-full',
    'The disk of the database is full, so nothing was changed. Make room on it; what it holds is intact.',
  ),
};

function databaseProblem(code: string, detail: string): Problem {
  return {
    status: 503,
    code,
    heading: { en: 'This isn’t working right now', es: 'Esto no funciona en este momento' },
    sentence: {
      en: 'We can’t get to our records. Trying again can help in about 5\u00a0seconds. If it doesn’t, wait a few minutes.',
      es: 'No podemos consultar nuestros registros. Intentarlo de nuevo puede funcionar en 5\u00a0segundos, más o menos. Si no funciona, espere unos minutos.',
    },
    detail,
  };
}

export const TOO_MANY: Problem = {
  status: 429,
  code: 'too-many-requests',
  heading: { en: 'You’ve asked for too much at once', es: 'Demasiadas solicitudes a la vez' },
  sentence: {
    en: 'Nothing was done with this request. Wait a minute, then try again.',
    es: 'No se hizo nada con esta solicitud. Espere un minuto e inténtelo de nuevo.',
  },
  detail:
    'There were too many requests, so nothing was done with this one. Send it again after as many seconds as Retry-After says.',
};

/** The problem behind whatever a handler threw. */
export function problemOf(error: unknown, changed: Changed = 'was-only-asked'): Problem {
  if (error instanceof NoFreeConnectionError) return BUSY;
  if (isLate(error)) return LATE[changed];
  const trouble = troubleOf(error);
  if (trouble === 'unreachable') return UNREACHABLE[changed];
  if (trouble !== null) return TAKES_NO_CHANGES[trouble];
  const status = statusOf(error);
  return status >= 400 && status < 500 ? invalidRequest(status, error) : INTERNAL_ERROR;
}

function invalidRequest(status: number, error: unknown): Problem {
  return {
    status,
    code: 'invalid-request',
    heading: { en: 'We can’t understand that request', es: 'No entendemos esa solicitud' },
    sentence: {
      en: 'It is not in the form that was expected. Go back and try again.',
      es: 'No tiene la forma que se esperaba. Regrese e inténtelo de nuevo.',
    },
    detail: formProblem(error) ?? refusedUnread(error),
  };
}

/** What the check of a body’s form says of it: names of fields and rules, nothing of the content. */
function formProblem(error: unknown): string | null {
  if (error instanceof UnreadableBodyError) return error.message;
  const wasChecked = error instanceof Error && 'validation' in error;
  return wasChecked ? `The request is not as expected: ${error.message}.` : null;
}

function isLate(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'FST_ERR_HANDLER_TIMEOUT';
}

function statusOf(error: unknown): number {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : null;
  return typeof status === 'number' ? status : 500;
}
