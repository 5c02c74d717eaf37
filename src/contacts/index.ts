/** A Veteran's personal health care contacts: who may see them, where they come from, page and API. */
export { vaProfileContacts } from './adapters/va-profile-contacts.ts';
export { contactsApi, type ContactsApiDependencies } from './api/contacts-api.ts';
export { downtimeOutlook, type Downtime, type DowntimeOutlook } from './downtime.ts';
export type { Contact } from './domain/contact.ts';
export { HELP_DESK } from './page/contact-lines.ts';
export { CONTACTS_PLACE, ContactsPage } from './page/contacts-page.tsx';
export { pageStateOf, retryAfterOf, statusOf, type ContactsPageState } from './page/state.ts';
export { VA_PROFILE_FAILED, type ContactsFailure } from './failure.ts';
export type { ContactsOnFile, ContactsSource } from './port.ts';
export { outcomeOfReading, readContacts } from './read-contacts.ts';
export { decideVisit, mayKnowOfContacts, type Visit } from './visit.ts';
