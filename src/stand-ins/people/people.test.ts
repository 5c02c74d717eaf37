import { describe, expect, it } from 'vitest';
import { namedPeople, namedPerson, syntheticVeteran, syntheticVeterans } from './index.ts';

const everyone = [...namedPeople, ...syntheticVeterans(300)];

describe('the named world', () => {
  it('has the nine Veterans and the five operators whom others rely on, by slug', () => {
    const slugs = (group: string) =>
      namedPeople.filter((person) => person.group === group).map(({ slug }) => slug);
    expect(slugs('veterans')).toEqual([
      'all-four',
      'one-of-each',
      'none-on-file',
      'not-enrolled',
      'unproofed',
      'blocked',
      'not-in-mpi',
      'abroad',
      'unknown-type',
    ]);
    expect(slugs('operators')).toEqual([
      'product-manager',
      'product-owner',
      'engineer',
      'contact-center',
      'reviewer',
    ]);
  });

  it('has nobody twice, by slug, account, e-mail address or credential', () => {
    for (const of of ['slug', 'accountId', 'email'] as const) {
      expect(new Set(everyone.map((person) => person[of])).size).toBe(everyone.length);
    }
    const credentials = everyone.flatMap(({ credential }) => credential?.uuid ?? []);
    expect(new Set(credentials).size).toBe(credentials.length);
  });

  it('writes to nobody and calls nobody who could exist', () => {
    for (const { email, contacts } of everyone) {
      expect(email).toMatch(/^[a-z0-9-]+@example\.test$/);
      for (const { primaryPhone } of contacts ?? []) {
        if (primaryPhone !== undefined) expect(primaryPhone).toMatch(/555.?-?.?01\d\d/);
      }
    }
  });

  it('gives operators one role each, and Veterans none', () => {
    for (const { slug, group, roles } of everyone) {
      expect(roles).toEqual(group === 'operators' ? [slug] : []);
    }
  });

  it('has one reason each for being let in or not', () => {
    expect(namedPerson('unproofed').proofed).toBe(false);
    expect(namedPerson('blocked').indicators.noFiduciaryAssigned).toBe(false);
    expect(namedPerson('not-in-mpi').foundInMpi).toBe(false);
    expect(namedPerson('not-enrolled').vaPatient).toBe(false);
    expect(namedPerson('none-on-file')).toMatchObject({ vaPatient: true, contacts: [] });
    const abroad = namedPerson('abroad').contacts ?? [];
    expect(abroad.map(({ country }) => country)).toEqual(['MEX', 'CAN', 'DEU']);
    expect(abroad.every(({ zipCode }) => zipCode === undefined)).toBe(true);
  });

  it('says who is known when somebody is not', () => {
    expect(() => namedPerson('nobody')).toThrow(/There is no person called "nobody".*all-four/);
  });
});

describe('synthetic Veterans', () => {
  it('are the same on every machine', () => {
    expect(syntheticVeteran(1)).toMatchObject({
      slug: 'veteran-001',
      accountId: '8f30102f-38c1-85a4-8e94-d88504e2e4cb',
      email: 'veteran-001@example.test',
    });
    expect(syntheticVeteran(1)).toEqual(syntheticVeteran(1));
  });

  it('have one contact of each type, by which one sees whose they are', () => {
    const contacts = syntheticVeteran(42).contacts ?? [];
    expect(contacts.map(({ contactType }) => contactType).sort()).toEqual([
      'Emergency Contact',
      'Other Next of Kin',
      'Other emergency contact',
      'Primary Next of Kin',
    ]);
    expect(contacts.every(({ familyName }) => familyName === 'KIN-OF-042')).toBe(true);
  });
});
