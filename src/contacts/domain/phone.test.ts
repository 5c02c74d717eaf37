import { describe, expect, it } from 'vitest';
import { shownPhone } from './phone.ts';

describe('a phone number that means one thing', () => {
  it.each<[string, string | null, string]>([
    ['(555)555-0142', null, '(555) 555-0142'],
    ['5555550142', 'USA', '(555) 555-0142'],
    ['555.555.0142', 'United States', '(555) 555-0142'],
    [' 555 555 0142 ', null, '(555) 555-0142'],
    ['(555)555-0112', 'CAN', '(555) 555-0112'],
    ['(555)555-0112', 'Canada', '(555) 555-0112'],
    ['(555)555-0112', 'PRI', '(555) 555-0112'],
    ['1-555-555-0142', 'US', '1-555-555-0142'],
    ['555.555.0125 x7', null, '(555) 555-0125, ext. 7'],
    ['(555)555-0125 EXT 7', null, '(555) 555-0125, ext. 7'],
    ['+52 33 5555 0111', null, '+52 33 5555 0111'],
    ['+52 33 5555 0111', 'USA', '+52 33 5555 0111'],
    ['+1 555 555 0142', 'MEX', '+1 555 555 0142'],
    ['+523355550111', 'MEX', '+523355550111'],
    ['011 52 33 5555 0111', null, '011 52 33 5555 0111'],
    ['011 52 33 5555 0111', 'MEX', '011 52 33 5555 0111'],
    ['52 33 5555 0111', 'MEX', '+52 33 5555 0111'],
    ['523355550111', 'MEXICO', '+52 33 5555 0111'],
    ['00 52 33 5555 0111', 'MX', '+52 33 5555 0111'],
    ['(52) 33 5555 0111 ext 42', 'MEX', '+52 33 5555 0111, ext. 42'],
  ])('%s in %s is shown as %s, to be dialed', (sent, country, number) => {
    expect(shownPhone(sent, country)).toEqual({ number, canBeDialed: true });
  });
});

describe('a phone number that could reach a stranger', () => {
  it.each<[why: string, sent: string, country: string | null]>([
    ['an extension that nothing sets apart is no country', '5555550142 12', 'USA'],
    ['nor is one of a single digit', '555-555-0142 7', null],
    ['nor one behind the 1', '1 555 555 0142 7', 'USA'],
    ['nor is it when the contact lives abroad', '5555550142 12', 'MEX'],
    ['a code abroad that nothing marks', '52 33 5555 0111', 'USA'],
    ['a code of another country than the contact’s', '52 33 5555 0111', 'DEU'],
    ['more digits than that country has', '52 33 5555 0111 12', 'MEX'],
    ['zeros in front do not mark a number here', '00 5555 550142', 'USA'],
    ['seven digits are another phone in each area', '555-0142', 'USA'],
    ['an eighth is no part of it', '555-0142 7', null],
    ['three digits are a service where they are dialed', '911', 'USA'],
    ['a number for callers in that country', '3355550111', 'MEX'],
    ['the same with a zero', '030 5555011', 'DEU'],
    ['a mobile number in China begins with our 1', '138 0013 8000', 'CHN'],
    ['so may one in Mexico', '1 555 555 0142', 'MEX'],
    ['ten digits with an extension abroad', '(555)555-0125 x7', 'MEX'],
    ['a number in Delhi begins with our 011', '011 2345 6789', 'IND'],
    ['and one in Buenos Aires', '011 4123-4567', 'Argentina'],
    ['the country is none', '52 33 5555 0111', 'MIDDLE-EARTH'],
    ['letters', '555-CALL-NOW', 'USA'],
    ['an O for a zero', '555555O142', null],
    ['a zero in front', '0555550142', null],
  ])('%s: %s in %s stays as it was sent, and is not dialed', (_why, sent, country) => {
    expect(shownPhone(sent, country)).toEqual({ number: sent, canBeDialed: false });
  });
});
