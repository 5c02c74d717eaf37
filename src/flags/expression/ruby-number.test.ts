import { describe, expect, test } from 'vitest';

import { floatIn, numberIn, numberText } from './ruby-number.ts';

describe('a number in a text', () => {
  test.each([
    ['12.5x', 12.5],
    ['1e3', 1],
    ['1.5e3', 1500],
    [' 12 ', 12],
    ['0x10', 0],
    ['1.0e-05', 0.00001],
    ['5abc', 5],
    ['1_0', 10],
    ['1__0', 1],
    ['.5', 0.5],
    ['5.', 5],
    ['-3.2', -3.2],
    ['+7', 7],
    ['\u00a012', null],
    ['abc', null],
    ['', null],
    ['.', null],
    ['Infinity', null],
    ['1.0e999', null],
  ])('reads %j as %d, as Ruby does', (text, number) => {
    expect(numberIn(text)).toBe(number);
  });

  test('is read with its exponent where a float is asked for', () => {
    expect(floatIn('1e3')).toBe(1000);
    expect(floatIn('-.5e1')).toBe(-5);
  });
});

test.each([
  [7, '7'],
  [20.5, '20.5'],
  [-0.0001, '-0.0001'],
  [0.00001, '1.0e-05'],
  [1.5e-7, '1.5e-07'],
  [1e21, '1000000000000000000000'],
])('the number %d is written %s, as Ruby does', (number, text) => {
  expect(numberText(number)).toBe(text);
});
