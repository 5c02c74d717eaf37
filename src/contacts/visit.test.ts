import { describe, expect, it } from 'vitest';
import { veteran, VETERANS, type VeteranName } from '../../test/world/veterans.ts';
import { decideVisit, mayKnowOfContacts } from './index.ts';

const open = () => true;
const closed = () => false;

describe('a visit to the contacts', () => {
  it.each<[VeteranName, object]>([
    ['all-four', { kind: 'admitted', person: veteran('all-four') }],
    ['not-enrolled', { kind: 'not-enrolled' }],
    ['unproofed', { kind: 'not-allowed', reason: 'not-proofed' }],
    ['blocked', { kind: 'not-allowed', reason: 'blocked' }],
    ['not-in-mpi', { kind: 'not-allowed', reason: 'not-in-mpi' }],
  ])('of %s while open is %j', (name, visit) => {
    expect(decideVisit(veteran(name), open)).toEqual(visit);
  });

  it('of someone without an ID.me or Login.gov credential is not allowed', () => {
    const visit = decideVisit({ ...veteran('all-four'), credential: null }, open);
    expect(visit).toEqual({ kind: 'not-allowed', reason: 'no-credential' });
  });

  it.each(VETERANS)('of %s while closed is closed, whatever else is true of them', (name) => {
    expect(decideVisit(veteran(name), closed)).toEqual({ kind: 'closed' });
  });

  it('of someone signed out is signed out, and the feature is not asked about', () => {
    const ask = () => {
      throw new Error('nobody to ask about');
    };
    expect(decideVisit(null, ask)).toEqual({ kind: 'signed-out' });
  });

  it('asks about the account and nobody else', () => {
    const { accountId } = veteran('abroad');
    expect(decideVisit(veteran('abroad'), (id) => id === accountId).kind).toBe('admitted');
  });

  it('lets only those know of the feature whom it would answer', () => {
    const knowing = VETERANS.filter((name) => mayKnowOfContacts(decideVisit(veteran(name), open)));
    expect(knowing).toEqual([
      'all-four',
      'one-of-each',
      'none-on-file',
      'not-enrolled',
      'abroad',
      'unknown-type',
    ]);
  });
});
