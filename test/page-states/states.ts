/** The states of the contacts page beyond those of the named Veterans: data alone, for server and browser. */
import type { ContactsFailure } from '../../src/contacts/index.ts';
import type { AssociatedPerson } from '../../src/va-profile/index.ts';

type Cause =
  | { readonly records: readonly AssociatedPerson[]; readonly downtime?: 'soon' }
  | { readonly failure: ContactsFailure['kind'] }
  | { readonly downtime: 'now' };

export type PageState = {
  readonly name: string;
  readonly cause: Cause;
  readonly survey?: 'asked' | 'answered';
  /** What a screen reader finds below the heading, in this order; each is part of what it says. */
  readonly reads: readonly string[];
};

/** The header by which the browser says which state it wants to see. */
export const STATE_HEADER = 'x-page-state';
/** The header by which it says who asks: a Veteran's name, or that nobody is signed in. */
export const VISITOR_HEADER = 'x-page-visitor';

const [EC, OTHER_EC, NOK, OTHER_NOK] = [
  'Emergency Contact',
  'Other emergency contact',
  'Primary Next of Kin',
  'Other Next of Kin',
] as const;

const CAN_RETRY = ['failed', 'timeout', 'unreachable', 'malformed', 'breaker-open', 'overloaded'];
const UNAVAILABLE = 'heading "We can’t show your contacts right now"';
const LONG = 'Wolfeschlegelsteinhausenbergerdorff'.repeat(3);

export const PAGE_STATES: readonly PageState[] = [
  ...CAN_RETRY.map((kind) => ({
    name: `unavailable: ${kind}`,
    cause: { failure: kind as ContactsFailure['kind'] },
    reads: ['alert', UNAVAILABLE, 'link "Try again"', 'If you can’t wait, call', 'reference'],
  })),
  {
    name: 'unavailable: our own access refused',
    cause: { failure: 'refused-request' },
    reads: ['alert', UNAVAILABLE, 'If you can’t wait, call', 'reference'],
  },
  {
    name: 'unknown to VA Profile',
    cause: { failure: 'not-found' },
    reads: [
      'region "Emergency contact"',
      'You don’t have an emergency contact on file',
      'region "Next of kin"',
      'You don’t have a next of kin on file',
    ],
  },
  {
    name: 'planned downtime',
    cause: { downtime: 'now' },
    reads: ['heading "This page is down for maintenance"', 'again from', 'If you can’t wait, call'],
  },
  {
    name: 'planned downtime ahead',
    cause: { downtime: 'soon', records: [{ contactType: EC, givenName: 'KIM' }] },
    reads: ['heading "This page will be down for maintenance soon"', 'until', 'Kim'],
  },
  {
    name: 'the other kind only',
    cause: { records: [{ contactType: NOK, givenName: 'KIM', familyName: 'SAMPLE' }] },
    reads: [
      'You don’t have an emergency contact on file',
      'region "Next of kin contacts"',
      'Kim Sample',
    ],
  },
  {
    name: 'two of a type, and more than four',
    cause: {
      records: [OTHER_NOK, EC, NOK, EC, OTHER_EC, OTHER_EC].map((contactType, index) => ({
        contactType,
        givenName: `KIM-${index}`,
      })),
    },
    reads: [
      'heading "Primary emergency contact" [level=3]',
      'Kim-1',
      'heading "Primary emergency contact" [level=3]',
      'Kim-3',
      'heading "Secondary emergency contact" [level=3]',
      'Kim-4',
      'heading "Secondary emergency contact" [level=3]',
      'Kim-5',
      'heading "Primary next of kin" [level=3]',
      'Kim-2',
      'heading "Secondary next of kin" [level=3]',
      'Kim-0',
    ],
  },
  {
    name: 'a lone backup',
    cause: { records: [{ contactType: OTHER_EC, givenName: 'KIM', primaryPhone: '5555550101' }] },
    reads: [
      'heading "Secondary emergency contact" [level=3]',
      'Kim',
      'Your backup',
      'link "5 5 5. 5 5 5. 0 1 0 1."',
    ],
  },
  {
    name: 'nothing but a type',
    cause: { records: [EC, NOK].map((contactType) => ({ contactType })) },
    reads: ['Name not on file', 'No phone number on file', 'Name not on file'],
  },
  {
    name: 'part of an address',
    cause: { records: [{ contactType: NOK, givenName: 'KIM', city: 'SAMPLETON' }] },
    reads: ['Kim', 'term: Address', 'definition: SAMPLETON', 'No phone number on file'],
  },
  {
    name: 'very long and non-Latin names',
    cause: {
      records: [
        { contactType: EC, givenName: LONG, familyName: LONG, relationship: LONG.toUpperCase() },
        { contactType: OTHER_EC, givenName: '美咲', familyName: 'Ñandú-Łódź' },
        {
          contactType: NOK,
          givenName: 'مريم',
          addressLine1: LONG,
          city: LONG,
          primaryPhone: '5'.repeat(90),
        },
      ],
    },
    reads: ['Wolfeschlegel', '美咲 Ñandú-Łódź', 'مريم'],
  },
  {
    name: 'asked by the survey',
    cause: { records: [{ contactType: EC, givenName: 'KIM' }] },
    survey: 'asked',
    reads: [
      'Kim',
      'region "Tell us about this page"',
      'group "Was this page helpful?"',
      'radio "Yes, it was helpful"',
      'radio "No, it wasn’t helpful"',
      'textbox "What could we do better? (optional)"',
      'button "Send"',
    ],
  },
  {
    name: 'answered before',
    cause: { records: [] },
    survey: 'answered',
    reads: ['You don’t have a next of kin', 'region "Thank you for telling us about this page"'],
  },
  {
    name: 'asked by no survey while the contacts can’t be shown',
    cause: { failure: 'failed' },
    survey: 'asked',
    reads: ['alert', UNAVAILABLE],
  },
  {
    name: 'markup in a name',
    cause: { records: [{ contactType: EC, givenName: '<img src=x onerror="alert(1)">' }] },
    reads: ['<img src=x onerror='],
  },
];

/** A page of a Veteran's visit: where it is, and what makes it what it is. */
export type PagePlace = {
  readonly path: string;
  /** The name of one of the states above. */
  readonly state?: string;
  readonly visitor?: 'unproofed' | 'signed out';
};

const CONTACTS = '/profile/contacts';

/** One page of each kind that a Veteran can come to. */
export const PAGE_PLACES = {
  'six contacts': { path: CONTACTS, state: 'two of a type, and more than four' },
  'nobody on file': { path: CONTACTS, state: 'unknown to VA Profile' },
  failure: { path: CONTACTS, state: 'unavailable: failed' },
  downtime: { path: CONTACTS, state: 'planned downtime' },
  'signed out': { path: CONTACTS, visitor: 'signed out' },
  'identity to verify': { path: '/profile/account-security', visitor: 'unproofed' },
  'sign-out prompt': { path: '/sign-out' },
  'page not found': { path: '/no-such-page' },
  'records away': { path: '/broken' },
  hub: { path: '/profile' },
} as const satisfies Record<string, PagePlace>;
