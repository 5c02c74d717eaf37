import { whyNotAllowed, type NotAllowedReason, type Person } from '../identity/index.ts';

/** What a visitor of the contacts may have. The first case that applies wins, in this order. */
export type Visit =
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'closed' }
  | { readonly kind: 'not-allowed'; readonly reason: NotAllowedReason }
  | { readonly kind: 'not-enrolled' }
  | { readonly kind: 'admitted'; readonly person: Person };

/** The one decision behind the page, the API, the navigation and the hub, so that they can't disagree. */
export function decideVisit(
  person: Person | null,
  contactsIsOpen: (accountId: Person['accountId']) => boolean,
): Visit {
  if (person === null) return { kind: 'signed-out' };
  if (!contactsIsOpen(person.accountId)) return { kind: 'closed' };
  const reason = whyNotAllowed(person);
  if (reason !== null) return { kind: 'not-allowed', reason };
  return person.vaPatient ? { kind: 'admitted', person } : { kind: 'not-enrolled' };
}

/** Whether this visitor may learn that the feature exists: its name in the navigation, its card on the hub. */
export function mayKnowOfContacts({ kind }: Visit): boolean {
  return kind === 'not-enrolled' || kind === 'admitted';
}
