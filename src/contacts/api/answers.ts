import { errorBody, unknownPath } from '../../lib/json-api.ts';
import type { Result } from '../../lib/result.ts';
import type { ContactsFailure, ContactsOnFile } from '../port.ts';
import { contactResource } from './contact-resource.ts';
import type { Json } from './key-inflection.ts';

export type ApiAnswer = { readonly status: number; readonly body: Json };

const NO_DATA = { data: [] } as const;

/** Where the original says that an upstream error arose; clients may have come to expect it. */
const UPSTREAM_SOURCE = 'VAProfile::Profile::V3::Service';

export const signedOutAnswer: ApiAnswer = {
  status: 401,
  body: errorBody({
    title: 'Not authorized',
    detail: 'Sign in to see this information.',
    code: '401',
    status: '401',
  }),
};

export const notAllowedAnswer: ApiAnswer = {
  status: 403,
  body: errorBody({
    title: 'Forbidden',
    detail: 'This account does not have access to this information.',
    code: '403',
    status: '403',
  }),
};

export const notEnrolledAnswer: ApiAnswer = { status: 200, body: NO_DATA };

export const unknownPathAnswer = (url: string): ApiAnswer => ({
  status: 404,
  body: unknownPath(url),
});

export function contactsAnswer(answer: Result<ContactsOnFile, ContactsFailure>): ApiAnswer {
  if (!answer.ok) return failureAnswer(answer.error);
  return { status: 200, body: { data: answer.value.contacts.map(contactResource) } };
}

function failureAnswer(failure: ContactsFailure): ApiAnswer {
  switch (failure.kind) {
    case 'not-found':
      return { status: 404, body: NO_DATA };
    case 'refused-request':
      return refusedAnswer(failure.upstreamStatus);
    case 'failed':
      return failure.upstreamCode === null ? badGateway : upstreamError(failure.upstreamCode);
    case 'malformed':
      return badGateway;
    case 'breaker-open':
      return leftAlone;
    // Nobody reads the answer to what was cancelled: whoever asked has left.
    case 'cancelled':
    case 'unreachable':
      return serviceOutage;
    case 'overloaded':
      return tooMuchAtOnce;
    case 'timeout':
      return gatewayTimeout;
  }
}

/** As in the original, unless it was our own credentials that were refused: the Veteran's are fine. */
function refusedAnswer(upstreamStatus: number | null): ApiAnswer {
  if (upstreamStatus === null || upstreamStatus === 401 || upstreamStatus === 403)
    return badGateway;
  return { status: upstreamStatus, body: NO_DATA };
}

/** 400, as in the original, which keeps VA Profile's own errors out of our count of 5xx. */
const upstreamError = (upstreamCode: string): ApiAnswer => ({
  status: 400,
  body: errorBody({
    title: 'VA Profile error',
    detail: 'VA Profile could not answer.',
    code: `VET360_${upstreamCode}`,
    source: UPSTREAM_SOURCE,
    status: '400',
  }),
});

const badGateway: ApiAnswer = {
  status: 502,
  body: errorBody({
    title: 'Bad gateway',
    detail: 'VA Profile gave no usable answer.',
    code: 'VET360_502',
    source: UPSTREAM_SOURCE,
    status: '502',
  }),
};

const serviceOutage: ApiAnswer = {
  status: 503,
  body: errorBody({
    title: 'Service unavailable',
    detail: 'VA Profile can’t be reached.',
    code: '503',
    status: '503',
  }),
};

export const downtimeAnswer: ApiAnswer = {
  status: 503,
  body: errorBody({
    title: 'Service unavailable',
    detail: 'VA Profile is down for planned maintenance.',
    code: '503',
    status: '503',
  }),
};

const leftAlone: ApiAnswer = {
  status: 503,
  body: errorBody({
    title: 'Service unavailable',
    detail: 'VA Profile fails too often just now. Try again in a minute.',
    code: '503',
    status: '503',
  }),
};

const tooMuchAtOnce: ApiAnswer = {
  status: 503,
  body: errorBody({
    title: 'Service unavailable',
    detail: 'Too many people ask at once. Try again in a moment.',
    code: '503',
    status: '503',
  }),
};

const gatewayTimeout: ApiAnswer = {
  status: 504,
  body: errorBody({
    title: 'Gateway timeout',
    detail: 'VA Profile did not answer in time.',
    code: '504',
    status: '504',
  }),
};
