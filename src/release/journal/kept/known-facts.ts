import type { JournalFact } from '../journal.ts';

/** What another version of the program wrote may be of a kind that this one does not know: it is told as that. */
export function knownFact(fact: JournalFact): JournalFact {
  return Object.hasOwn(KINDS, fact.kind) ? fact : { kind: 'not-known', of: fact.kind };
}

const KINDS: Readonly<Record<JournalFact['kind'], true>> = {
  'plan-loaded': true,
  'testing-started': true,
  'tester-invited': true,
  'tester-enrolled': true,
  'tester-removed': true,
  'tester-bound': true,
  'tester-seen': true,
  'access-ended': true,
  'session-planned': true,
  'session-cancelled': true,
  'task-recorded': true,
  'bug-recorded': true,
  'go-signed': true,
  'no-go-signed': true,
  'pause-signed': true,
  'go-voided': true,
  'item-answered': true,
  'condition-closed': true,
  'stage-opened': true,
  'stage-measured': true,
  held: true,
  resumed: true,
  'reason-added': true,
  'rolled-back': true,
  'rollback-measured': true,
  'exposure-stopped': true,
  'criterion-answered': true,
  'rule-noted': true,
  'fully-on': true,
  'check-in-answered': true,
  'check-in-waived': true,
  'calls-entered': true,
  'result-entered': true,
  closed: true,
  applied: true,
  'not-known': true,
};
