import { readdirSync, readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

import { CONTACTS_FEATURE, DECLARED_FEATURES, whoStillAsks } from './features.ts';

const NOON = new Date('2026-11-24T12:00:00Z');

test('the running program asks for what its code declares, whenever that was last', () => {
  expect(whoStillAsks(CONTACTS_FEATURE, undefined, NOON)).toMatch(
    /^The code of the running program/,
  );
});

test('another feature is asked for until an hour has passed, and the code goes first', () => {
  const eleven = new Date('2026-11-24T11:00:00Z');
  expect(whoStillAsks('search', undefined, NOON)).toBeNull();
  expect(whoStillAsks('search', eleven, NOON)).toBeNull();
  const later = whoStillAsks('search', new Date(eleven.getTime() + 1), NOON);
  expect(later).toContain('within the last hour');
  expect(later).toContain('Remove it from the code first, deploy that');
});

test('the places named for removing the feature are those where its name stands', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((file) => /(?<!\.test)\.tsx?$/u.test(file))
    .map((file) => `src/${file}`);
  const naming = files.filter((file) => readFileSync(file, 'utf8').includes('CONTACTS_FEATURE'));
  const [contacts] = DECLARED_FEATURES;
  expect(contacts?.inCode).toEqual(naming.toSorted().map((file) => `${file} (CONTACTS_FEATURE)`));
});
