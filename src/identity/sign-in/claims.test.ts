import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readClaims } from './claims.ts';

const ACCOUNT = '7e57ab1e-0000-4000-8000-000000000001';
const read = (claims: Readonly<Record<string, unknown>>, roleClaim = 'roles') =>
  readClaims({ account_uuid: ACCOUNT, ...claims }, roleClaim);
const personOf = (claims: Readonly<Record<string, unknown>>) => {
  const introduction = read(claims);
  return introduction.ok ? introduction.value.person : null;
};

describe('an ID token’s claims', () => {
  it('say nothing in favour of a person by saying nothing', () => {
    expect(read({})).toEqual({
      ok: true,
      value: {
        name: null,
        email: null,
        person: {
          accountId: ACCOUNT,
          credential: null,
          proofed: false,
          foundInMpi: false,
          vaPatient: false,
          blocked: false,
          operator: null,
        },
      },
    });
  });

  it.each([undefined, '', '1', 'account', `${ACCOUNT}0`])(
    'are of no use when the account is %s',
    (account) => {
      const answer = readClaims({ account_uuid: account }, 'roles');
      expect(answer).toEqual({ ok: false, error: { code: 'no-account', claim: 'account_uuid' } });
    },
  );

  it('name one account, however its UUID is spelt', () => {
    expect(personOf({ account_uuid: ACCOUNT.toUpperCase() })?.accountId).toBe(ACCOUNT);
  });

  it.each([
    ['http://idmanagement.gov/ns/assurance/ial/2', true],
    ['http://idmanagement.gov/ns/assurance/ial/1', false],
    ['http://idmanagement.gov/ns/assurance/ial/22', false],
    ['2', false],
    ['', false],
  ])('with acr %s mean proofed: %s', (acr, proofed) => {
    expect(personOf({ acr })?.proofed).toBe(proofed);
  });

  it('prefer ID.me’s uuid to Login.gov’s', () => {
    const both = { idme_uuid: 'a', logingov_uuid: 'b' };
    expect(personOf(both)?.credential).toEqual({ provider: 'idme', uuid: 'a' });
    const one = { idme_uuid: '', logingov_uuid: 'b' };
    expect(personOf(one)?.credential).toEqual({ provider: 'logingov', uuid: 'b' });
  });

  it.each(['competent_indicator', 'no_fiduciary_assigned_indicator', 'not_deceased_indicator'])(
    'block the person whose %s is false',
    (claim) => {
      expect(personOf({ [claim]: false })?.blocked).toBe(true);
      expect(personOf({ [claim]: true })?.blocked).toBe(false);
    },
  );

  it.each([
    [
      ['engineer', 'reviewer'],
      ['engineer', 'reviewer'],
    ],
    ['engineer', ['engineer']],
    [['engineer', 'admin', 7, null], ['engineer']],
  ])('give roles %j as %j', (roles, known) => {
    expect(personOf({ roles, name: 'Enid' })?.operator).toEqual({ name: 'Enid', roles: known });
  });

  it.each([[['admin']], [[]], ['root'], [{ engineer: true }], [null]])(
    'make nobody an operator by %j',
    (roles) => {
      expect(personOf({ roles, name: 'Enid' })?.operator).toBeNull();
    },
  );

  it('keep an e-mail address only when the provider does not doubt it', () => {
    expect(read({ email: 'a@example.test' })).toMatchObject({ value: { email: 'a@example.test' } });
    expect(read({ email: 'a@example.test', email_verified: false })).toMatchObject({
      value: { email: null },
    });
  });

  it('are refused by the claim’s name when one is of another type, without what it held', () => {
    const answer = read({ va_patient: 'ROBIN SAMPLE' });
    expect(answer).toEqual({ ok: false, error: { code: 'unreadable-claim', claim: 'va_patient' } });
  });

  it('never let a Veteran’s name or e-mail address into the person, whatever else they say', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (others) => {
        const claims = { ...others, name: 'ROBIN SAMPLE', email: 'robin@example.test' };
        expect(JSON.stringify(personOf({ ...claims, roles: [] }))).not.toMatch(/robin/i);
      }),
    );
  });
});
