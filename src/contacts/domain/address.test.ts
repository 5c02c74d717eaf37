import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_ADDRESS } from '../../../test/world/addresses.ts';
import { addressLines, type Address } from './address.ts';

const oregon: Address = {
  ...NO_ADDRESS,
  street: ['12 EXAMPLE ST', 'APT 3', null],
  city: 'SAMPLETON',
  state: 'OR',
  zipCode: '00001',
  country: 'USA',
};

describe('an address', () => {
  it.each<[string, Partial<Address>, readonly string[]]>([
    ['at home', oregon, ['12 EXAMPLE ST', 'APT 3', 'SAMPLETON, OR 00001']],
    [
      'at home without a country',
      { ...oregon, country: null },
      ['12 EXAMPLE ST', 'APT 3', 'SAMPLETON, OR 00001'],
    ],
    ['of a city alone', { city: 'SAMPLETON' }, ['SAMPLETON']],
    ['of a state alone', { state: 'OR' }, ['OR']],
    ['without a city', { state: 'OR', zipCode: '00001' }, ['OR 00001']],
    ['without a state', { city: 'SAMPLETON', zipCode: '00001' }, ['SAMPLETON 00001']],
    [
      'with blank parts',
      { street: [' ', null, null], city: ' SAMPLETON ', state: ' ' },
      ['SAMPLETON'],
    ],
    [
      'in Mexico, its state said twice',
      {
        city: 'GUADALAJARA',
        state: 'JAL.',
        provinceCode: 'JAL',
        postalCode: '44100',
        country: 'MEX',
      },
      ['GUADALAJARA, JAL. 44100', 'Mexico'],
    ],
    [
      'in Canada, by two letters',
      { city: 'MONTRÉAL', provinceCode: 'QC', postalCode: 'H0H 0H0', country: 'CA' },
      ['MONTRÉAL, QC H0H 0H0', 'Canada'],
    ],
    [
      'in a city named like its state',
      { city: 'NEW YORK', state: 'NEW YORK' },
      ['NEW YORK, NEW YORK'],
    ],
    [
      'in a country without a code',
      { city: 'RIVENDELL', country: 'MIDDLE-EARTH' },
      ['RIVENDELL', 'MIDDLE-EARTH'],
    ],
    ['in a country with an unknown code', { city: 'NOWHERE', country: 'QQQ' }, ['NOWHERE', 'QQQ']],
    ['of nothing', {}, []],
  ])('%s', (_where, parts, lines) => {
    expect(addressLines({ ...NO_ADDRESS, ...parts }, 'en')).toEqual(lines);
  });

  it.each([
    ['MEX', 'México'],
    ['CA', 'Canadá'],
    ['DEU', 'Alemania'],
    ['MIDDLE-EARTH', 'MIDDLE-EARTH'],
  ])('has its country %s in Spanish as %s', (country, name) => {
    expect(addressLines({ ...NO_ADDRESS, country }, 'es')).toEqual([name]);
  });

  it('has no stray comma or blank and loses nothing, whichever parts are there', () => {
    const part = (text: string) => fc.constantFrom(text, null, ' ');
    const anySubset = fc.record({
      street: fc.tuple(part('1 A ST'), part('APT 2'), part('REAR')),
      city: part('GUADALAJARA'),
      state: part('JALISCO'),
      provinceCode: part('BC'),
      zipCode: part('00001'),
      postalCode: part('44100'),
      country: part('CANADA'),
    });
    fc.assert(
      fc.property(anySubset, (address) => {
        const lines = addressLines(address, 'en');
        for (const line of lines) expect(line).toMatch(/^[^\s,](.*[^\s,])?$/);
        expect(lines.join('\n')).not.toMatch(/ {2}|,,|, ,| ,|,\S/);
        const { street, ...others } = address;
        const present = [...street, ...Object.values(others)].filter((text) => text?.trim());
        for (const text of present) expect(lines.join('\n')).toContain(text);
      }),
    );
  });
});
