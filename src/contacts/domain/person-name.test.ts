import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldCapitals, fullName } from './person-name.ts';

describe('a name in capitals', () => {
  it.each([
    ['ROBIN', 'Robin'],
    ['Q', 'Q'],
    ['MARY-ANN', 'Mary-Ann'],
    ["O'FOURCADE", "O'Fourcade"],
    ['O’BRIEN-SMITH', 'O’Brien-Smith'],
    ["JOHN'S", "John's"],
    ['J.R.', 'J.R.'],
    ['RENÉE', 'Renée'],
    ['ÁLVARO', 'Álvaro'],
    ['MCDONALD', 'McDonald'],
    ['MCKAY-MCCOY', 'McKay-McCoy'],
    ['MACIAS', 'Macias'],
    ['NG', 'Ng'],
    ['DE LA CRUZ', 'De la Cruz'],
    ['VAN BUREN', 'Van Buren'],
    ['MARIA DEL CARMEN', 'Maria del Carmen'],
    ['SMITH III', 'Smith III'],
    ['SMITH JR', 'Smith Jr'],
  ])('%s becomes %s', (sent, shown) => {
    expect(foldCapitals(sent)).toBe(shown);
  });

  it('changes nothing but the case of letters', () => {
    const capitals = fc.string({
      unit: fc.constantFrom('A', 'B', 'C', 'M', 'É', ' ', '-', "'", '.'),
    });
    fc.assert(
      fc.property(capitals, (sent) => {
        const oneBlank = sent.split(/\s+/).join(' ');
        expect(foldCapitals(sent).toUpperCase()).toBe(
          /[A-ZÉ]/.test(sent) ? oneBlank.toUpperCase() : sent,
        );
      }),
    );
  });
});

describe('a name that was written with care', () => {
  it.each(['McFourcade', 'McDONALD', 'deShawn', 'van der Berg', 'robin', '田中', 'Öz'])(
    '%s is left alone',
    (name) => expect(foldCapitals(name)).toBe(name),
  );
});

describe('a full name', () => {
  it.each([
    [{ given: 'Robin', middle: 'Q', family: 'Sample' }, 'Robin Q Sample'],
    [{ given: 'Robin', middle: null, family: 'Sample' }, 'Robin Sample'],
    [{ given: null, middle: null, family: 'Sample' }, 'Sample'],
    [{ given: null, middle: null, family: null }, null],
  ])('%j reads %s', (name, read) => {
    expect(fullName(name)).toBe(read);
  });
});
