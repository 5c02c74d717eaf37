import fc from 'fast-check';
import { expect, test } from 'vitest';

import { isSameName, spellingOf } from './spelling.ts';

test.each([
  'profileContacts',
  'ProfileContacts',
  'PROFILE_CONTACTS',
  'profile-contacts',
  ' profile.contacts\n',
  'profile\u200bcontacts',
  'ｐｒｏｆｉｌｅ_contacts',
])('%j is a spelling of profile_contacts', (name) => {
  expect(isSameName(name, 'profile_contacts')).toBe(true);
});

test.each(['profile_contact', 'profile_contacts_2', 'my_profile_contacts', 'profile_cоntacts'])(
  '%s is another name',
  (name) => expect(isSameName(name, 'profile_contacts')).toBe(false),
);

test('zeros before a number make no other name, a number does', () => {
  expect(isSameName('page_02', 'page_2')).toBe(true);
  expect(isSameName('page_20', 'page_2')).toBe(false);
  expect(isSameName('page_0', 'page_00')).toBe(true);
});

test('names of nothing but signs are told apart', () => {
  expect(isSameName('_', '-')).toBe(false);
});

test('case, blanks around it and the form of its characters never change what a name means', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (name) => {
      const spelling = spellingOf(name);
      for (const form of ['NFC', 'NFD', 'NFKC', 'NFKD'] as const) {
        expect(spellingOf(name.normalize(form))).toBe(spelling);
      }
      if (!/[\p{L}\p{N}]/u.test(name)) return;
      for (const other of [name.toLowerCase(), name.toUpperCase(), ` ${name}\n`]) {
        expect(spellingOf(other)).toBe(spelling);
      }
    }),
  );
});
