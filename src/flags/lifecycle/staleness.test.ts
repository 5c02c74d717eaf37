import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { CLOSED_GATES, type GateValues } from '../feature.ts';
import type { DeclaredFeature } from './staleness.ts';
import { daysBetween, staleness, toRemove, type FeatureLife } from './staleness.ts';

const NOW = new Date('2026-11-24T12:00:00Z');
const OPEN: Partial<GateValues> = { boolean: 'true' };
const CONTACTS: DeclaredFeature = {
  key: 'profile_contacts',
  owner: 'Profile team',
  description: 'The contacts page',
  actorType: 'user',
  removeBy: '2027-06-30',
};

function daysAgo(days: number): Date {
  return new Date(NOW.getTime() - days * 86_400_000);
}

/** The contacts feature, closed, changed and asked for an hour ago unless told otherwise. */
function sentencesFor(
  gates: Partial<GateValues>,
  life: Partial<Omit<FeatureLife, 'feature'>> = {},
): readonly string[] {
  const feature = { key: CONTACTS.key, gates: { ...CLOSED_GATES, ...gates } };
  const anHourAgo = daysAgo(1 / 24);
  const usual = {
    declared: CONTACTS,
    isReleased: false,
    lastChangeAt: anHourAgo,
    lastAskedAt: anHourAgo,
    now: NOW,
  };
  return staleness({ feature, ...usual, ...life });
}

describe('a feature is not stale', () => {
  test.each([
    ['open for everyone for 29 days', OPEN, 29],
    ['closed for 89 days', {}, 89],
    ['open for a share for years', { percentageOfActors: '99' }, 1_000],
    ['open for some people for years', { actors: new Set(['Alma']) }, 1_000],
  ])('when it has been %s', (_what, gates, days) => {
    expect(sentencesFor(gates, { lastChangeAt: daysAgo(days) })).toEqual([]);
  });

  test('on the day by which it is to be gone', () => {
    const declared = { ...CONTACTS, removeBy: '2026-11-24' };
    expect(sentencesFor({}, { declared })).toEqual([]);
  });

  test('when it is new and nobody has asked for it yet', () => {
    expect(sentencesFor({}, { lastAskedAt: null })).toEqual([]);
  });

  test('as far as can be told, when nothing is known of it but that it is declared', () => {
    expect(sentencesFor(OPEN, { lastChangeAt: null, lastAskedAt: null })).toEqual([]);
  });
});

describe('a feature is stale, and it says why and what to remove', () => {
  test.each([
    ['fully', OPEN],
    ['for all actors', { percentageOfActors: '100' }],
    ['at all times', { percentageOfTime: '100.0' }],
  ])('when it has been open %s for 30 days', (_how, gates) => {
    expect(sentencesFor(gates, { lastChangeAt: daysAgo(30) })).toEqual([
      'It has been open for everyone and unchanged for 30 days: remove the check from the code, then the feature.',
    ]);
  });

  test('when it has been closed for 90 days', () => {
    expect(sentencesFor({}, { lastChangeAt: daysAgo(90) })).toEqual([
      expect.stringContaining('closed and unchanged for 90 days: remove the check and what is'),
    ]);
  });

  test('when nobody has asked for it for 30 days', () => {
    expect(sentencesFor({}, { lastAskedAt: daysAgo(30) })).toEqual([
      expect.stringContaining('It has not been checked for 30 days'),
    ]);
  });

  test('when nobody has ever asked for it since it was last changed 30 days ago', () => {
    expect(sentencesFor({}, { lastAskedAt: null, lastChangeAt: daysAgo(30) })).toEqual([
      expect.stringContaining('It has never been checked'),
    ]);
  });

  test('on the day after the one by which it is to be gone', () => {
    const declared = { ...CONTACTS, removeBy: '2026-11-23' };
    expect(sentencesFor({}, { declared })).toEqual([
      'It was to be gone by 2026-11-23: Profile team removes it, or declares a later date.',
    ]);
  });

  test('when no program declares it', () => {
    expect(sentencesFor({}, { declared: null })).toEqual([
      expect.stringContaining('No program declares it, so it has no owner'),
    ]);
    expect(sentencesFor(OPEN, { declared: null, isReleased: true })).toEqual([
      'No program declares it, so it has no removal date: declare it with one.',
    ]);
  });

  test('for every reason that applies', () => {
    const longAgo = { lastChangeAt: daysAgo(400), lastAskedAt: daysAgo(400) };
    expect(sentencesFor(OPEN, { ...longAgo, declared: null })).toHaveLength(3);
  });
});

test('a feature that is stale stays so until something happens to it', () => {
  const days = fc.integer({ min: 0, max: 500 });
  fc.assert(
    fc.property(days, days, fc.boolean(), (age, later, isOpen) => {
      const gates = isOpen ? OPEN : {};
      const at = (shift: number) =>
        sentencesFor(gates, {
          lastChangeAt: daysAgo(age + shift),
          lastAskedAt: daysAgo(age + shift),
        });
      expect(at(later).length).toBeGreaterThanOrEqual(at(0).length);
    }),
  );
});

test('days are whole, and none pass backwards', () => {
  expect(daysBetween(daysAgo(1.99), NOW)).toBe(1);
  expect(daysBetween(NOW, daysAgo(3))).toBe(0);
});

test('what to remove is told by place where the program knows it, and by the words to look for', () => {
  const words = /^Look for these words .*: profile_contacts, profileContacts, PROFILE_CONTACTS\.$/;
  expect(toRemove('profile_contacts', null)).toEqual([expect.stringMatching(words)]);
  const inCode = ['src/page.ts (PAGE)', 'src/api.ts (PAGE)'];
  expect(toRemove('profile_contacts', { ...CONTACTS, inCode })).toEqual([
    'Remove it from src/page.ts (PAGE), src/api.ts (PAGE).',
    expect.stringMatching(words),
  ]);
});
