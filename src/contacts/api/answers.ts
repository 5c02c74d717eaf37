import { errorBody, unknownPath } from '../../lib/http/index.ts';
import type { Result } from '../../lib/result.ts';
import type { Address } from '../domain/address.ts';
import type { Contact } from '../domain/contact.ts';
import type { Downtime } from '../downtime.ts';
import { FAILURES, retryAfter, type ContactsFailure } from '../failure.ts';
import type { ContactsOnFile } from '../port.ts';
import type { InflectedJson } from './key-inflection.ts';

export type ApiAnswer = {
  readonly status: number;
  readonly body: InflectedJson;
  /** The header of that name, where it is known when asking again can help. */
  readonly retryAfter?: string | null;
};

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
  if (!answer.ok) {
    return { ...failureAnswer(answer.error), retryAfter: retryAfter(answer.error.waitMs) };
  }
  return { status: 200, body: { data: answer.value.contacts.map(contactResource) } };
}

/**
 * One contact as a JSON:API resource: the original's twelve attributes, null when not on file, and after
 * them whichever of province code, postal code and country is on file. Source: GET /v0/profile/contacts.
 */
function contactResource(contact: Contact) {
  return { id: contact.id, type: 'contact', attributes: attributesOf(contact) };
}

function attributesOf({ type, name, relationship, address, phone }: Contact) {
  const [addressLine1, addressLine2, addressLine3] = address.street;
  return {
    contactType: type,
    givenName: name.given,
    middleName: name.middle,
    familyName: name.family,
    relationship,
    addressLine1,
    addressLine2,
    addressLine3,
    city: address.city,
    state: address.state,
    zipCode: address.zipCode,
    primaryPhone: phone,
    ...foreignParts(address),
  };
}

const foreignParts = ({ provinceCode, postalCode, country }: Address) => ({
  ...(provinceCode !== null && { provinceCode }),
  ...(postalCode !== null && { postalCode }),
  ...(country !== null && { country }),
});

function failureAnswer({ kind, upstreamStatus, upstreamCode }: ContactsFailure): ApiAnswer {
  if (kind === 'failed' && upstreamCode !== null) return upstreamError(upstreamCode);
  // As in the original, unless it was our own credentials that were refused: the Veteran's are fine.
  const isPassedOn = upstreamStatus !== null && upstreamStatus !== 401 && upstreamStatus !== 403;
  if (kind === 'refused-request' && isPassedOn) return { status: upstreamStatus, body: NO_DATA };
  const { status, detail } = FAILURES[kind].api;
  if (detail === null) return { status, body: NO_DATA };
  return status === 502 ? badGateway(detail) : outage(status, detail);
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

const badGateway = (detail: string): ApiAnswer => ({
  status: 502,
  body: errorBody({
    title: 'Bad gateway',
    detail,
    code: 'VET360_502',
    source: UPSTREAM_SOURCE,
    status: '502',
  }),
});

const TITLES = { 503: 'Service unavailable', 504: 'Gateway timeout' } as const;

function outage(status: keyof typeof TITLES, detail: string): ApiAnswer {
  const text = `${status}`;
  return {
    status,
    body: errorBody({ title: TITLES[status], detail, code: text, status: text }),
  };
}

export const downtimeAnswer = ({ until }: Downtime): ApiAnswer => ({
  ...outage(503, 'VA Profile is down for planned maintenance.'),
  retryAfter: until.toUTCString(),
});
