import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { storedPercentage, readNumber } from '../../feature.ts';
import { readForm } from '../form.ts';
import { readPercentage } from './percentage.ts';
import { placeOf } from './places.ts';
import { normalizedName, problemWithMember, problemWithName } from '../text.ts';

describe('a percentage', () => {
  test.each([
    ['0', 0],
    ['12.5', 12.5],
    [' 5 ', 5],
    ['100.0', 100],
    ['1.0e-05', 0.00001],
    [7, 7],
    [0.0001, 0.0001],
  ])('%j is %d', (given, percentage) => {
    expect(readPercentage(given)).toBe(percentage);
  });

  test.each([
    '',
    ' ',
    '5abc',
    'abc5',
    '1_0',
    '1e2',
    '.5',
    '5.',
    '-1',
    '+1',
    '100.1',
    '0x10',
    'NaN',
  ])('%j is none', (given) => {
    expect(readPercentage(given)).toBeNull();
  });

  test.each([-1, 101, NaN, Infinity, null, undefined, true, [], {}])('nor is %j', (given) => {
    expect(readPercentage(given)).toBeNull();
  });

  test('is stored so that the engine reads the same number', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.double({ min: 0, max: 100, noNaN: true }),
          fc.constantFrom(5e-21, 1e-7, 5e-324),
        ),
        (percentage) => {
          const stored = storedPercentage(percentage);
          expect(readPercentage(stored)).toBe(percentage);
          expect(readNumber(stored)).toBe(percentage);
        },
      ),
    );
  });
});

describe('a form', () => {
  test('is read as it was written, whatever the text', () => {
    const text = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(text, (value) => {
        const written = new URLSearchParams({ name: value }).toString();
        expect(readForm(written)).toEqual({ ok: true, value: new Map([['name', value]]) });
      }),
    );
  });

  test.each([
    [
      'a=1&b=2&a=3',
      new Map([
        ['a', '3'],
        ['b', '2'],
      ]),
    ],
    ['k[]=1&k%5B%5D=2', new Map([['k', ['1', '2']]])],
    [
      'a=&b=',
      new Map([
        ['a', ''],
        ['b', ''],
      ]),
    ],
    ['a==b', new Map([['a', '=b']])],
    ['&&', new Map()],
  ] as [string, Map<string, unknown>][])('%s is %j', (text, parameters) => {
    expect(readForm(text)).toEqual({ ok: true, value: parameters });
  });

  test.each(['a', 'a&b=', '{bad', 'a=%', 'a=%FF', '%zz=1', 'k=1&k[]=2', 'k[x]=1'])(
    '%s is refused',
    (text) => {
      expect(readForm(text).ok).toBe(false);
    },
  );
});

test.each(['😀', 'n\u0303', '👩‍👩‍👧‍👦'])('a refusal quotes no part of a character: %s', (character) => {
  for (const rest of ['', '=%', '[a]=1']) {
    const refused = readForm(`${'x'.repeat(98)}${character}${rest}x`);
    expect(refused.ok ? '' : refused.error).toMatch(/^“?x{98}…/u);
  }
});

describe('a path', () => {
  test.each([
    ['/features', 'features', ''],
    ['/features/', 'feature', ''],
    ['/actors/', 'actor', ''],
    ['/import/', 'import', ''],
    ['/features/x/', 'feature', 'x/'],
    ['/features/x/boolean/', 'boolean', 'x'],
    ['/features/boolean', 'feature', 'boolean'],
    ['/features/a/boolean/boolean', 'boolean', 'a/boolean'],
    ['/features//clear', 'clear', ''],
    ['/actors/User%3B1', 'actor', 'User;1'],
    ['/actors/a/b', 'actor', 'a/b'],
    ['/import', 'import', ''],
  ])('%s is at %s with the name %j', (path, at, name) => {
    expect(placeOf(path)).toEqual({ at, name });
  });

  test.each(['', '/', '/actors', '/features/%FF', '/feature/x'])('%s is none', (path) => {
    expect(placeOf(path)).toBeNull();
  });
});

describe('a new feature’s name', () => {
  test.each([
    [' search ', 'search'],
    ['\u00A0se arch\u2003', 'se arch'],
    ['se\u200Bar\u0000ch\u2800', 'search'],
    ['\u200B \u2800', ''],
  ])('%j becomes %j', (given, name) => {
    expect(normalizedName(given)).toBe(name);
  });

  test.each(['a\0b', '\uD800', 'é'.repeat(128)])('%j can’t be stored', (name) => {
    expect(problemWithName(name)).toMatch(/\.$/);
  });
});

test('what can’t be stored is called what it is: an id, a group’s name, a feature’s name', () => {
  const problems = [
    problemWithMember('actors', 'a\0b'),
    problemWithMember('groups', 'a\0b'),
    problemWithName('a\0b'),
  ];
  expect(problems.map((problem) => problem?.replace(/ has .*/, ''))).toEqual([
    'The id',
    'The group’s name',
    'The feature’s name',
  ]);
});
