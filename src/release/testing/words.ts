import { timeInEasternTime } from '../../lib/eastern-time.ts';
import type { TestingFact } from './facts.ts';

/** A fact of moderated production testing in a few words; null for what only its own list tells. */
export function testingInWords(fact: TestingFact): string | null {
  switch (fact.kind) {
    case 'session-planned': {
      const { startsAt, participants } = fact.plan;
      return `Session ${fact.session} planned for ${timeInEasternTime(startsAt)}, with ${participants.join(', ')}`;
    }
    case 'session-cancelled':
      return `Session ${fact.session} canceled`;
    case 'tester-bound':
      return `Access of ${testerInWords(fact)} ${endInWords(fact.ends)}`;
    case 'access-ended':
      return `Access of ${testerInWords(fact)} ended by the clock`;
    case 'bug-recorded':
      return `Bug ${fact.bug} (${fact.severity}) ${fact.fixed ? 'fixed' : 'open'}: ${fact.ticket}`;
    case 'tester-seen':
    case 'task-recorded':
      return null;
  }
}

function testerInWords({ participant }: { readonly participant: string | null }): string {
  return participant ?? 'a tester';
}

function endInWords(ends: string): string {
  if (ends === 'never') return 'ends with Phase I';
  return ends === 'session' ? 'ends with the session' : `ends at ${timeInEasternTime(ends)}`;
}
