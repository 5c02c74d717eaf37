import type { Outcome } from '../lib/outcome.ts';
import type { Result } from '../lib/result.ts';
import type { ContactsFailure, ContactsOnFile } from './port.ts';

/**
 * What reading a Veteran’s contacts came to. VA Profile is to blame for what it fails at; a request that it refuses
 * is a wrong request of ours. A Veteran whom it does not know has named nobody, which is a good answer.
 */
export function outcomeOfReading(
  reading: Result<ContactsOnFile, ContactsFailure>,
): Outcome | 'left' {
  if (reading.ok) return { cause: null, hasContent: reading.value.contacts.length > 0 };
  switch (reading.error.kind) {
    case 'not-found':
      return { cause: null, hasContent: false };
    case 'cancelled':
      return 'left';
    case 'refused-request':
      return { cause: 'us', hasContent: null };
    case 'failed':
    case 'timeout':
    case 'unreachable':
    case 'malformed':
    case 'breaker-open':
    case 'overloaded':
      return VA_PROFILE_FAILED;
  }
}

/** Also while VA Profile is down as planned. */
export const VA_PROFILE_FAILED: Outcome = { cause: 'dependency', hasContent: null };
