import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { textFromPeople } from '../../lib/text-from-people.ts';
import { screenRemark } from './screen-remark.ts';
import type { ShownPerson } from './shown-person.ts';

const person = (given: string, family: string, ...streets: string[]): ShownPerson => ({
  given,
  family,
  streets,
});

const MARKED = [
  person('Zebulon Q', 'Quartermain', '77 INVENTED RD'),
  person('María-José', "O'Fourcade", 'Skógarhlíð 12'),
  person('Jürgen', 'De la Peña'),
  person('美咲', 'Łukasiewicz'),
];
const ORDINARY = [person('Will', 'Page'), person('Jo', 'Young'), person('May', 'Long')];

const found = (remark: string, shown = MARKED) => screenRemark(remark, shown);

/** Sentences around what is marked, none of which is personal itself. */
const around = fc.constantFrom(
  'Please change it to',
  'my sister is',
  'I tried 3 times.',
  'Es fácil de usar, pero',
  '¿Por qué no puedo cambiarlo?',
  'ok -',
  '(',
  '',
);
const embedded = (marked: fc.Arbitrary<string>) =>
  fc.tuple(around, marked, around).map((parts) => textFromPeople(parts.join(' ')).text ?? '');

const letterCase = fc.constantFrom(
  (text: string) => text,
  (text: string) => text.toUpperCase(),
  (text: string) => text.toLowerCase(),
);

describe('a name of a contact', () => {
  const names = fc.constantFrom('Zebulon', 'Quartermain', 'María', 'José', 'O’Fourcade', 'Peña');
  const spelling = fc.constantFrom(
    (name: string) => name,
    (name: string) => name.normalize('NFD'),
    (name: string) => name.normalize('NFD').replace(/\p{M}/gu, ''),
    (name: string) => `${name}'s`,
    (name: string) => `${name}s`,
    (name: string) => `"${name}"!`,
    (name: string) => `_${name}_`,
    (name: string) => `${name}2`,
    (name: string) => Array.from(name).join('.'),
    (name: string) => Array.from(name).join(' '),
    (name: string) => Array.from(name).join('-'),
    (name: string) => `${name.slice(0, 2)}*${name.slice(2)}`,
    (name: string) => `${name.slice(0, 2)}\u200b${name.slice(2)}`,
    (name: string) =>
      name.replace(/[a-z]/g, (letter) => String.fromCodePoint(letter.charCodeAt(0) + 0xfee0)),
  );

  it('is found in any text, case, accent and punctuation', () => {
    const marked = fc
      .tuple(names, spelling, letterCase)
      .map(([name, spell, fold]) => fold(spell(name)));
    fc.assert(
      fc.property(embedded(marked), (remark) => {
        expect(found(remark), remark).toContain('name');
      }),
    );
  });

  it.each([
    'call ofourcade',
    'O Fourcade',
    'jurgen',
    'lukasiewicz',
    'delapena',
    '美咲さんに',
    'MariaJoseOFourcade',
  ])('is found as people type it: %s', (remark) => expect(found(remark)).toEqual(['name']));

  it.each([
    'Will the page be open in May?',
    'The page will load. It took long.',
    'So young people may find it',
    'will it be long',
    'JO',
    'I WILL BE LONG ON THIS PAGE',
    'In May I called',
  ])('that is an ordinary word refuses no ordinary remark: %s', (remark) =>
    expect(found(remark, ORDINARY)).toEqual([]),
  );

  it.each([
    'I want Will to see it',
    'tell Jo that',
    'will page',
    'jo young',
    'Ask Young, Jo',
    'WILL PAGE',
    'call May Long',
  ])('that is an ordinary word is found where it is meant as a name: %s', (remark) =>
    expect(found(remark, ORDINARY)).toContain('name'),
  );

  it('is no part of another word', () => {
    expect(found('the marian library', [person('Maria', 'Ander')])).toEqual([]);
  });
});

describe('a number', () => {
  const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 7, maxLength: 17 });
  const separators = [
    '',
    ' ',
    '.',
    '-',
    ' - ',
    '/',
    ' / ',
    ') ',
    '·',
    '_',
    ', ',
    '…',
    '\u00a0',
    ' dash ',
  ];
  const WORDS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
  const PALABRAS = [
    'cero',
    'uno',
    'dos',
    'tres',
    'cuatro',
    'cinco',
    'seis',
    'siete',
    'ocho',
    'nueve',
  ];
  const writing = fc.constantFrom(
    (digit: number) => String(digit),
    (digit: number) => String.fromCodePoint(0xff10 + digit),
    (digit: number) => String.fromCodePoint(0x0660 + digit),
    (digit: number) => ` ${WORDS[digit]} `,
    (digit: number) => ` ${PALABRAS[digit]} `,
  );

  it('of seven digits or more is found in any text, with anything between them, also as words', () => {
    const marked = fc
      .tuple(
        digits,
        fc.array(fc.constantFrom(...separators), { minLength: 17, maxLength: 17 }),
        writing,
      )
      .map(([all, between, write]) =>
        all.map((digit, at) => `${write(digit)}${between[at] ?? ''}`).join(''),
      );
    fc.assert(
      fc.property(embedded(marked), (remark) => {
        expect(found(remark), remark).toContain('number');
      }),
    );
  });

  it.each([
    '(555) 555-0142',
    '555-0142',
    '+52 33 5555 0111',
    '0049 (0)30 / 123 456',
    '1-800-555-01 42 ext. 7',
    '123-45-6789',
    '1012667145V762142',
    '555 five 0142',
    'fifty-five five zero one forty-two',
    'cincuenta y cinco, cincuenta y cinco, cero uno, cuarenta y dos',
    '5 5 5 - o142',
    'my SSN ends in 6789',
    'born 1/2/1950 12:30',
    '11/29/2026',
    'abc1234567x',
  ])('is found as people write it: %s', (remark) => expect(found(remark)).toEqual(['number']));
});

describe('an e-mail address', () => {
  it.each([
    'kim@example.test',
    'KIM.SAMPLE+va@mail.example.test.',
    'kim @ example . test',
    'kim (at) example.test',
    'kim [at] example [dot] test',
    'kim at example dot test',
    'kim at gmail.com',
    'kim at gmail . com',
    'kim arroba example punto test',
    'ｋｉｍ＠example.test',
    'kim@localhost',
  ])('is found as people write it: %s', (remark) => expect(found(remark)).toContain('email'));

  it('is found in any text', () => {
    const marked = fc.emailAddress().filter((address) => /^\w/.test(address));
    fc.assert(
      fc.property(embedded(marked), (remark) => {
        expect(found(remark), remark).toContain('email');
      }),
    );
  });
});

describe('an address', () => {
  it.each([
    '12 Example St',
    '12 example street, apt 3',
    '4500 N. Old Oak Tree Drive',
    '500 PRETEND AVE.',
    '8 made-up lane',
    '221b baker street',
    'PO Box 12',
    'P. O. Box 12',
    'Portland OR 97201',
    'zip 97201',
    'Calle Mayor 12',
    'Avenida Benito Juárez #345',
    'Av. 5 de Mayo 20',
    'Musterstraße 5',
    'skogarhlid 12',
    '77 invented rd',
  ])('is found as people write it: %s', (remark) => expect(found(remark)).toContain('address'));

  it('on the page is found in any text and case', () => {
    const marked = fc
      .tuple(fc.constantFrom('77 Invented Rd', 'Skógarhlíð 12'), letterCase)
      .map(([line, fold]) => fold(line));
    fc.assert(
      fc.property(embedded(marked), (remark) => {
        expect(found(remark), remark).toContain('address');
      }),
    );
  });
});

describe('an ordinary remark', () => {
  it.each([
    'This page is great. I found what I needed in 2 minutes.',
    'I want to change my emergency contact online. Why can’t I?',
    'The phone number shown is wrong!',
    'I called 3 times in 2025 and twice in 2026, and waited 45 minutes each time.',
    'My wife died last year. Please take her off.',
    'I looked at VA.gov and at www.va.gov, then signed in with ID.me at id.me.',
    'In the first place, 5 clicks is way too many. 100% too long.',
    'It says “next of kin”, 1 of 4. What is that?',
    '2 visits with Dr. Nobody did not help',
    '2 years down the road it still shows my ex',
    '2 days at St. Somewhere hospital',
    'Meet us @ the VA',
    'I looked at home . Then I left',
    'No me deja cambiar nada. ¿Cómo lo hago?',
    'Llevo 3 años pidiendo que lo corrijan, y en 2025 y 2026 llamé 4 veces.',
    'Todo bien, gracias. 10 de 10.',
    '👍🏽',
    'One of the two is my sister, the other one is my son.',
    'Page 2 of 3, step 1: works on my iPhone 15 with iOS 18.2',
  ])('can be kept: %s', (remark) => expect(found(remark)).toEqual([]));

  it('is looked at in a moment, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => {
        const remark = textFromPeople(text).text ?? '';
        expect(found(remark)).toEqual(found(remark));
      }),
    );
  });
});
