import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { veteran } from '../../../test/world/veterans.ts';
import { err, ok } from '../../lib/result.ts';
import type { AssociatedPerson, VaProfile } from '../../va-profile/index.ts';
import { vaProfileContacts } from '../index.ts';

const SHOWN = [
  'Emergency Contact',
  'Other emergency contact',
  'Primary Next of Kin',
  'Other Next of Kin',
];
const NOT_SHOWN = [
  'Designee',
  'Power of Attorney',
  'emergency contact',
  'Other Emergency Contact',
  '',
];

type Asked = Pick<VaProfile, 'healthBenefit'>;

const holding = (associatedPersons: readonly AssociatedPerson[]): Asked => ({
  healthBenefit: async () => ok({ associatedPersons, auditId: 'audit-1' }),
});

async function contactsFrom(records: readonly AssociatedPerson[]) {
  const answer = await vaProfileContacts(holding(records)).contactsOf(veteran('all-four'));
  if (!answer.ok) throw new Error('these records are readable');
  return answer.value;
}

describe('contacts from VA Profile', () => {
  it('keep every record of the four types once, in order, with ids of their own', async () => {
    const record = fc.record({
      contactType: fc.constantFrom(...SHOWN, ...NOT_SHOWN),
      givenName: fc.uuid(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(record, { maxLength: 12 }), async (records) => {
        const { contacts, dropped } = await contactsFrom(records);
        const known = records.filter(({ contactType }) => SHOWN.includes(contactType));
        const expected = SHOWN.flatMap((type) =>
          known.filter(({ contactType }) => contactType === type).map(({ givenName }) => givenName),
        );
        expect(contacts.map(({ name }) => name.given)).toEqual(expected);
        expect(dropped).toBe(records.length - known.length);
        expect(new Set(contacts.map(({ id }) => id)).size).toBe(contacts.length);
      }),
    );
  });

  it('are numbered from the second of a type on', async () => {
    const twice = [
      'Other Next of Kin',
      'Emergency Contact',
      'Emergency Contact',
      'Emergency Contact',
    ];
    const { contacts } = await contactsFrom(twice.map((contactType) => ({ contactType })));
    expect(contacts.map(({ id }) => id)).toEqual([
      'Emergency Contact',
      'Emergency Contact 2',
      'Emergency Contact 3',
      'Other Next of Kin',
    ]);
  });

  it('take a blank value for one that is not on file', async () => {
    const { contacts } = await contactsFrom([
      { contactType: 'Emergency Contact', givenName: ' ', primaryPhone: '', relationship: '  ' },
    ]);
    expect(contacts[0]).toMatchObject({ name: { given: null }, phone: null, relationship: null });
  });

  it('hand on a failure as it is', async () => {
    const failure = {
      kind: 'timeout',
      upstreamStatus: null,
      upstreamCode: null,
      auditId: null,
    } as const;
    const source = vaProfileContacts({ healthBenefit: async () => err(failure) });
    expect(await source.contactsOf(veteran('all-four'))).toEqual(err(failure));
  });

  it('are asked for with the Veteran’s own credential and a signal to stop', async () => {
    const asked: unknown[] = [];
    const vaProfile: Asked = {
      healthBenefit: async (...question) => {
        asked.push(...question);
        return ok({ associatedPersons: [], auditId: null });
      },
    };
    const { signal } = new AbortController();
    await vaProfileContacts(vaProfile).contactsOf(veteran('one-of-each'), { signal });
    expect(asked).toEqual([veteran('one-of-each').credential, { signal }]);
  });
});
