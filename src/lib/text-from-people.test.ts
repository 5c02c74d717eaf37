import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  beginningOf,
  canBeKept,
  forTerminal,
  jsonForTerminal,
  misleadingIn,
  shortened,
  textFromPeople,
} from './text-from-people.ts';

/** Any units of UTF-16, halves of characters too, with the worst of them often among them. */
const anyText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
      fc.constantFrom('\0', '\u001b[31m', '\u009b2J', '\u202e', '\u2066', '\u200b', 'e\u0301', ' '),
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(''));

describe('text from people', () => {
  test.each([
    ['Errors rose', 'Errors rose', null],
    ['  Errors \n\t rose ', 'Errors rose', null],
    ['Für die Vorführung 😀', 'Für die Vorführung 😀', null],
    ['Zoe\u0308', 'Zoë', null],
    ['Errors\0 rose', 'Errors rose', 'characters'],
    ['\u001b[31mred\u001b[0m', 'red', 'characters'],
    ['\u001b]0;title\u0007after', 'after', 'characters'],
    ['one\u009b2Jtwo', 'onetwo', 'characters'],
    ['pay \u202Elive\u202C', 'pay live', 'characters'],
    ['ad\u200bmin\ufeff', 'admin', 'characters'],
    ['half \ud83d', 'half', 'characters'],
    ['\u2066\u2069\u3164\u2800', null, 'characters'],
    ['   ', null, null],
    ['', null, null],
  ])('of %j keeps %j', (raw, text, lost) => {
    expect(textFromPeople(raw)).toEqual({ text, lost });
  });

  test('is cut after so many characters, whole ones', () => {
    expect(textFromPeople('😀'.repeat(600))).toEqual({ text: '😀'.repeat(500), lost: 'end' });
    expect(textFromPeople('ab ', 2)).toEqual({ text: 'ab', lost: null });
    expect(textFromPeople('abx\u0303y', 3)).toEqual({ text: 'ab', lost: 'end' });
  });

  test('that is nothing but blanks, a million of them, is read at once and is nothing', () => {
    expect(textFromPeople(' '.repeat(1_000_000)).text).toBeNull();
  });

  test('is one line that can be kept and seen, and cleaning it again changes nothing', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 40 }), (raw, longest) => {
        const { text } = textFromPeople(raw, longest);
        if (text === null) return;
        expect(textFromPeople(text, longest)).toEqual({ text, lost: null });
        expect(canBeKept(text)).toBe(true);
        expect(misleadingIn(text)).toBeNull();
        expect(text).not.toMatch(/[\n\r\u2028\u2029]/u);
        expect(Array.from(text).length).toBeLessThanOrEqual(longest);
      }),
    );
  });
});

describe('a terminal', () => {
  test('gets lines and tabs, and no order', () => {
    expect(forTerminal('a\tb\n\u001b[2Jc\u202ed\0')).toBe('a\tb\ncd');
  });

  test('gets JSON that says the same and orders nothing', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const json = jsonForTerminal({ text });
        expect(misleadingIn(json)).toBeNull();
        expect(JSON.parse(json)).toEqual({ text });
      }),
    );
  });
});

test('says where a text would mislead its reader', () => {
  expect(misleadingIn('# Plan\r\nStage \u202eA')).toEqual({ line: 2, name: 'U+202E' });
  expect(misleadingIn('✔️ plain, with a tab\t and \u00a0 a blank')).toBeNull();
});

const WORST = [
  '👩‍👩‍👧‍👦',
  '🇺🇸',
  '👍🏽',
  'n\u0303',
  'e\u0301\u0302',
  'नि',
  '각',
  '😀',
  '\ud83d',
  '\ude00',
  '\r\n',
  ' ',
];
const texts = fc
  .array(fc.oneof(fc.constantFrom(...WORST), fc.string({ unit: 'binary', maxLength: 3 })), {
    maxLength: 40,
  })
  .map((parts) => parts.join(''));
const lengths = fc.integer({ min: 0, max: 60 });
const charactersOf = (text: string) =>
  [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)].map(
    ({ segment }) => segment,
  );

describe('the beginning of a text', () => {
  test.each([
    ['a family', 'My 👩‍👩‍👧‍👦 family', 'My '],
    ['a flag', 'US 🇺🇸 flag', 'US '],
    ['a letter and its accent', 'man\u0303ana', 'ma'],
    ['an emoji', 'ok 😀', 'ok '],
    ['a thumb and its color', 'ok 👍🏽', 'ok '],
  ])('that ends within %s ends before it', (_, text, expected) => {
    expect(beginningOf(text, expected.length + 1)).toBe(expected);
  });

  test('has as many whole characters as fit, and no part of the next one', () => {
    fc.assert(
      fc.property(texts, lengths, (text, most) => {
        const beginning = beginningOf(text, most);
        const characters = charactersOf(text);
        const kept = charactersOf(beginning);
        expect(kept).toEqual(characters.slice(0, kept.length));
        expect(beginning.length).toBeLessThanOrEqual(most);
        const next = characters[kept.length];
        if (next !== undefined) expect(beginning.length + next.length).toBeGreaterThan(most);
      }),
      { numRuns: 500 },
    );
  });

  test('of a million characters takes no longer than of a hundred', () => {
    expect(beginningOf('👩‍👩‍👧‍👦'.repeat(1_000_000), 100)).toBe('👩‍👩‍👧‍👦'.repeat(9));
  });
});

test('a text that was shortened says so, and one that fits is left alone', () => {
  expect(shortened('five 5', 6)).toBe('five 5');
  expect(shortened('five 56', 6)).toBe('five…');
  expect(shortened('😀😀😀', 4)).toBe('😀…');
});
