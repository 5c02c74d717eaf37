import type { Person } from '../identity/index.ts';
import type { Log } from '../lib/log.ts';
import type { Outcome, Trace } from '../lib/http/index.ts';
import type { Result } from '../lib/result.ts';
import { FAILURES, type ContactsFailure } from './failure.ts';
import type { ContactsOnFile, ContactsSource } from './port.ts';

export type ContactsReading = {
  readonly contacts: ContactsSource;
  readonly log: Log;
  readonly requestId: string;
  readonly trace: Trace;
  /** Aborted when the Veteran leaves before the answer is there. */
  readonly signal: AbortSignal;
};

/** Asks for a Veteran's contacts and leaves one line in the log about how that went. */
export async function readContacts(
  person: Person,
  { contacts, log, requestId, trace, signal }: ContactsReading,
): Promise<Result<ContactsOnFile, ContactsFailure>> {
  const answer = await contacts.contactsOf(person, { signal, trace });
  const ids = { requestId, traceId: trace.traceId };
  if (signal.aborted) log.debug('the Veteran left before the contacts came', ids);
  else if (answer.ok) noteContacts(answer.value, { log, ids });
  else noteFailure(answer.error, { log, ids });
  return answer;
}

type Notes = {
  readonly log: Log;
  readonly ids: { readonly requestId: string; readonly traceId: string };
};

function noteContacts({ contacts, dropped, auditId }: ContactsOnFile, { log, ids }: Notes) {
  const counts = { contactCount: contacts.length, droppedCount: dropped };
  log.info('contacts read', { ...ids, ...counts, auditId });
}

function noteFailure(failure: ContactsFailure, { log, ids }: Notes) {
  const { kind: reason, upstreamStatus, upstreamCode, auditId } = failure;
  const fields = { ...ids, reason, upstreamStatus, upstreamCode, auditId };
  if (reason === 'not-found') log.info('the Veteran is unknown to VA Profile', fields);
  else log.warn('contacts could not be read', fields);
}

/** What reading a Veteran's contacts came to: whose fault a failure is, and whether a good answer had contacts. */
export function outcomeOfReading(
  reading: Result<ContactsOnFile, ContactsFailure>,
): Outcome | 'left' {
  if (!reading.ok) return FAILURES[reading.error.kind].outcome;
  return { cause: null, hasContent: reading.value.contacts.length > 0 };
}
