import { expect, it } from 'vitest';
import { formatPhone, isLocalAbroad } from './phone.ts';

it.each([
  ['(555)555-0142', '(555) 555-0142'],
  ['5555550142', '(555) 555-0142'],
  ['555.555.0142', '(555) 555-0142'],
  [' 555 555 0142 ', '(555) 555-0142'],
  ['555-0142', '555-0142'],
  ['+52 33 5555 0111', '+52 33 5555 0111'],
  ['1-555-555-0142', '1-555-555-0142'],
  ['555.555.0125 x7', '(555) 555-0125, ext. 7'],
  ['(555)555-0125 EXT 7', '(555) 555-0125, ext. 7'],
  ['52 33 5555 0111', '+52 33 5555 0111'],
  ['+523355550111', '+523355550111'],
  ['011 52 33 5555 0111', '011 52 33 5555 0111'],
  ['0555550142', '0555550142'],
  ['555555O142', '555555O142'],
])('shows the phone number %s as %s', (sent, shown) => {
  expect(formatPhone(sent, null)).toBe(shown);
});

it.each([
  ['3355550111', 'MEX', '3355550111'],
  ['030 5555011', 'DEU', '030 5555011'],
])(
  'takes %s in %s for a number of that country, which nothing here can dial',
  (sent, country, shown) => {
    expect(formatPhone(sent, country)).toBe(shown);
    expect(isLocalAbroad(sent, country)).toBe(true);
  },
);

it.each([
  ['(555)555-0112', 'CAN'],
  ['(555)555-0112', 'Canada'],
  ['(555)555-0112', 'PRI'],
  ['(555)555-0112', 'USA'],
  ['+52 33 5555 0111', 'MEX'],
  ['52 33 5555 0111', 'MEX'],
  ['011 52 33 5555 0111', 'MEX'],
])('can dial %s in %s', (sent, country) => {
  expect(isLocalAbroad(sent, country)).toBe(false);
});
