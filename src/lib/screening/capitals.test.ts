import fc from 'fast-check';
import { expect, test } from 'vitest';

import { holdsCapitalLetters, holdsCapitalName, holdsEmail, holdsLongNumber } from './index.ts';

const SURNAMES = ['garcia', 'nguyen', 'lopez', 'o’brien', 'smith', 'müller', 'li', 'ortíz'];
const AROUND = ['', 'said', 'the page', 'NVDA', 'VA', 'then', '2', 'P1', 'on their iPhone'];

const around = fc.tuple(fc.constantFrom(...AROUND), fc.constantFrom(...AROUND));
const surname = fc.constantFrom(...SURNAMES);

test('a name in capitals is found wherever it stands, with accents, and letter by letter', () => {
  const spread = fc.constantFrom('', ' ', '.', '-', '. ');
  fc.assert(
    fc.property(around, surname, spread, ([before, after], name, between) => {
      const letters = Array.from(name.toUpperCase());
      const written = letters.length > 3 ? letters.join(between) : letters.join('');
      expect(holdsCapitalLetters(`${before} ${written}, ${after}`)).toBe(true);
    }),
  );
});

test('a given and a family name with capitals are found, also with an initial or behind a title', () => {
  const capital = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);
  const form = fc.constantFrom('Kim @', 'Kim Q. @', 'Ms. @', 'Mr @', 'Dr @', 'Kim, @');
  fc.assert(
    fc.property(around, surname, form, ([before, after], name, written) => {
      const named = written.replace('@', capital(name));
      expect(holdsCapitalName(`${before} ${named} ${after}`)).toBe(true);
    }),
  );
});

test('what people say of pages and machines is let through', () => {
  const said = [
    'I looked under Personal Information first, then under Next of Kin',
    'NVDA 2026 read the Emergency Contacts heading twice',
    'P1 used VoiceOver on an iPhone 15 with Safari',
    'It was OK, but I did not find it. The page said nothing.',
    'done on the 2nd try at 10:30 AM',
  ];
  for (const words of said) expect([words, holdsCapitalName(words)]).toEqual([words, false]);
});

test('digits and addresses are found, however they are set apart', () => {
  const separator = fc.constantFrom('', ' ', '-', '.', ' - ', '/');
  const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 7, maxLength: 16 });
  fc.assert(
    fc.property(around, digits, separator, ([before, after], found, between) => {
      expect(holdsLongNumber(`${before} x ${found.join(between)} x ${after}`)).toBe(true);
    }),
  );
  const at = fc.constantFrom('@', ' (at) ', ' at ', ' [at] ');
  fc.assert(
    fc.property(around, at, ([before, after], sign) => {
      expect(holdsEmail(`${before} kim${sign}example.org ${after}`)).toBe(true);
    }),
  );
});
