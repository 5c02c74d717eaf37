import type { Person } from '../identity/index.ts';
import type { Log } from '../lib/log.ts';
import type { Result } from '../lib/result.ts';
import type { ContactsFailure, ContactsOnFile, ContactsSource } from './port.ts';

export type ContactsReading = {
  readonly contacts: ContactsSource;
  readonly log: Log;
  readonly requestId: string;
  /** Aborted when the Veteran leaves before the answer is there. */
  readonly signal: AbortSignal;
};

/** Asks for a Veteran's contacts and leaves one line in the log about how that went. */
export async function readContacts(
  person: Person,
  { contacts, log, requestId, signal }: ContactsReading,
): Promise<Result<ContactsOnFile, ContactsFailure>> {
  const answer = await contacts.contactsOf(person, signal);
  if (signal.aborted) log.debug('the Veteran left before the contacts came', { requestId });
  else if (answer.ok) noteContacts(answer.value, { log, requestId });
  else noteFailure(answer.error, { log, requestId });
  return answer;
}

type Notes = Pick<ContactsReading, 'log' | 'requestId'>;

function noteContacts({ contacts, dropped, auditId }: ContactsOnFile, { log, requestId }: Notes) {
  const counts = { contactCount: contacts.length, droppedCount: dropped };
  log.info('contacts read', { requestId, ...counts, auditId });
}

function noteFailure(failure: ContactsFailure, { log, requestId }: Notes) {
  const { kind: reason, upstreamStatus, upstreamCode, auditId } = failure;
  const fields = { requestId, reason, upstreamStatus, upstreamCode, auditId };
  if (reason === 'not-found') log.info('the Veteran is unknown to VA Profile', fields);
  else log.warn('contacts could not be read', fields);
}
