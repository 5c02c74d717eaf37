import { CONTACTS_PLACE, decideVisit, mayKnowOfContacts } from '../contacts/index.ts';
import type { Breadcrumb } from '../design-system/index.ts';
import { whyNotAllowed, type Person, type SignedIn } from '../identity/index.ts';

/** Of all VA, and not of this program: its `/` leads to the Profile, where people may be already. */
export const HOME: Breadcrumb = {
  name: { en: 'VA.gov home', es: 'Página principal de VA.gov' },
  path: 'https://www.va.gov/',
};
/** Each page's one name: its heading, document title, breadcrumb and navigation entry. */
export const HUB: Breadcrumb = { name: { en: 'Profile', es: 'Perfil' }, path: '/profile' };
export const CONTACTS = CONTACTS_PLACE;
/** Where the form of the survey below the contacts is sent. */
export const SURVEY_PATH = `${CONTACTS.path}/survey`;
export const ACCOUNT_SECURITY: Breadcrumb = {
  name: { en: 'Account security', es: 'Seguridad de la cuenta' },
  path: '/profile/account-security',
};

/** What of the Profile is there for a visitor. */
export type Reachable = {
  /** Whether they may know that the page of the contacts exists. */
  readonly contactsShown: boolean;
  /** Off for people whom we may not show their Profile: it would lead them back to where they are. */
  readonly hubShown: boolean;
};

/** The pages of the Profile beside its hub that this visitor may know of, in the order of the navigation. */
export function placesFor({ contactsShown }: Reachable): readonly Breadcrumb[] {
  return contactsShown ? [CONTACTS, ACCOUNT_SECURITY] : [ACCOUNT_SECURITY];
}

/** Who is signed in, as the pages around the content show it. */
export type ShownAccount = {
  /** Null where the identity provider gave none. */
  readonly name: string | null;
  readonly hubShown: boolean;
  /** The pages that they may know of. */
  readonly places: readonly Breadcrumb[];
  /** Of the page that they are on; null where that is none of the Profile. */
  readonly currentPath: string | null;
};

/** Somebody who is signed in, on a page that is none of the Profile. */
export function shownAccount(
  { person, accountName }: SignedIn,
  contactsIsOpen: (accountId: Person['accountId']) => boolean,
): ShownAccount {
  const hubShown = whyNotAllowed(person) === null;
  const contactsShown = mayKnowOfContacts(decideVisit(person, contactsIsOpen));
  const places = placesFor({ contactsShown, hubShown });
  return { name: accountName, hubShown, places, currentPath: null };
}

/** The pages above this one, from the site's home down. */
export function parentsFor(account: Pick<ShownAccount, 'hubShown'> | null): readonly Breadcrumb[] {
  return account?.hubShown === true ? [HOME, HUB] : [HOME];
}

/** At any hour, for any Veteran, whatever else is broken. */
export const VETERANS_CRISIS_LINE = {
  name: { en: 'Veterans Crisis Line', es: 'Línea de Crisis para Veteranos' },
  number: '988',
  text: '838255',
  chat: 'https://www.veteranscrisisline.net/get-help-now/chat/',
} as const;
