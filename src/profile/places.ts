import { CONTACTS_PLACE } from '../contacts/index.ts';
import type { Breadcrumb, HelpLine } from '../design-system/index.ts';

/** Each page's one name: its heading, document title, breadcrumb and navigation entry. */
export const HOME: Breadcrumb = {
  name: { en: 'VA.gov home', es: 'Página principal de VA.gov' },
  path: '/',
};
export const HUB: Breadcrumb = { name: { en: 'Profile', es: 'Perfil' }, path: '/profile' };
export const CONTACTS = CONTACTS_PLACE;
export const ACCOUNT_SECURITY: Breadcrumb = {
  name: { en: 'Account security', es: 'Seguridad de la cuenta' },
  path: '/profile/account-security',
};

/** The pages of the Profile that this visitor may know of, in the order of the navigation. */
export function placesFor({
  contactsShown,
}: {
  readonly contactsShown: boolean;
}): readonly Breadcrumb[] {
  return contactsShown ? [CONTACTS, ACCOUNT_SECURITY] : [ACCOUNT_SECURITY];
}

/** For trouble with signing in or with the Profile itself. */
export const HELP_DESK: HelpLine = {
  name: { en: 'the VA.gov help desk', es: 'al servicio de ayuda de VA.gov' },
  number: '800-698-2411',
  hours: {
    en: 'Monday through Friday, 8:00 a.m. to 8:00 p.m. ET',
    es: 'de lunes a viernes, de 8:00\u00a0a.\u00a0m. a 8:00\u00a0p.\u00a0m., hora del Este',
  },
};

/** At any hour, for any Veteran, whatever else is broken. */
export const VETERANS_CRISIS_LINE: HelpLine = {
  name: { en: 'Veterans Crisis Line', es: 'Línea de Crisis para Veteranos' },
  number: '988',
  hours: { en: 'any time, day or night', es: 'a cualquier hora, de día o de noche' },
};
