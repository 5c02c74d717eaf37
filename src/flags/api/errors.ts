import type { FastifyReply } from 'fastify';

/** Flipper's error table, whole: stable number, HTTP status, sentence. Source: Flipper's API documentation. */
const FLIPPER_ERRORS = {
  'feature-not-found': { code: 1, status: 404, message: 'Feature not found.' },
  'group-not-registered': { code: 2, status: 404, message: 'Group not registered.' },
  'percentage-invalid': {
    code: 3,
    status: 422,
    message: 'Percentage must be a positive number less than or equal to 100.',
  },
  'actor-missing': { code: 4, status: 422, message: 'Required parameter flipper_id is missing.' },
  'name-missing': { code: 5, status: 422, message: 'Required parameter name is missing.' },
  'import-invalid': { code: 6, status: 422, message: 'Import invalid.' },
  'expression-invalid': {
    code: 7,
    status: 422,
    message: 'The provided expression was not valid.',
  },
} as const;

/** Refusals that Flipper does not know. */
const OWN_ERRORS = {
  /** Done here and now; the rest follows when the store can be reached again. */
  'not-yet-recorded': 202,
  'invalid-request': 400,
  'not-allowed': 403,
  'token-out-of-scope': 403,
  'no-such-verb': 405,
  'owned-by-release': 409,
  'still-asked': 409,
  'text-not-storable': 422,
  'reason-needed': 422,
} as const;

export type FlagApiRefusal =
  /** `detail` says what was understood and what was expected, where Flipper's own sentence does not. */
  | { readonly error: keyof typeof FLIPPER_ERRORS; readonly detail?: string }
  | { readonly error: keyof typeof OWN_ERRORS; readonly sentence: string };

const MORE_INFO = 'https://flippercloud.io/docs/api#error-code-reference';

/** The person a client acts for. Flipper's own clients name none, and expect their errors to the letter. */
const NAMES_A_PERSON = 'x-acting-as';

/** Answers with the refusal: Flipper's errors in Flipper's words, ours with a code and a sentence. */
export function refuse(reply: FastifyReply, refusal: FlagApiRefusal): FastifyReply {
  if ('sentence' in refusal) {
    const { error, sentence } = refusal;
    return reply.code(OWN_ERRORS[error]).send({ code: error, message: sentence });
  }
  const { status, code, message } = FLIPPER_ERRORS[refusal.error];
  const { error, detail } = refusal;
  const tells = error === 'import-invalid' || NAMES_A_PERSON in reply.request.headers;
  const body = { code, message, more_info: MORE_INFO };
  return reply.code(status).send(tells && detail !== undefined ? { ...body, detail } : body);
}
