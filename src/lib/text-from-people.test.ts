import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  canBeKept,
  forTerminal,
  jsonForTerminal,
  misleadingIn,
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
