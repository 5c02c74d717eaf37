import { CONTACTS_PLACE } from '../contacts/index.ts';
import type { Place } from '../design-system/index.ts';

/** Each page's one name: its heading, document title, breadcrumb and navigation entry. */
export const HOME: Place = {
  name: { en: 'VA.gov home', es: 'Página principal de VA.gov' },
  path: '/',
};
export const HUB: Place = { name: { en: 'Profile', es: 'Perfil' }, path: '/profile' };
export const CONTACTS = CONTACTS_PLACE;
export const ACCOUNT_SECURITY: Place = {
  name: { en: 'Account security', es: 'Seguridad de la cuenta' },
  path: '/profile/account-security',
};

/** The pages of the Profile that this visitor may know of, in the order of the navigation. */
export function placesFor({
  contactsShown,
}: {
  readonly contactsShown: boolean;
}): readonly Place[] {
  return contactsShown ? [CONTACTS, ACCOUNT_SECURITY] : [ACCOUNT_SECURITY];
}
