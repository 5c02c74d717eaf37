import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { questionKey } from './question-key.ts';

const word = fc.stringMatching(/^[a-zé]{1,8}$|^[1-9]\d{0,3}(\.\d)?$/);
const between = fc.constantFrom(
  ' ',
  ', ',
  '. ',
  '; ',
  ' – ',
  '\u00a0',
  ' (',
  ') ',
  ' “',
  '” ',
  '\n',
);
const emphasis = fc.constantFrom('', '**', '_', '`', '"');

/** The same words, with other marks between and around them, some in capitals. */
const written = (words: readonly string[]) =>
  fc
    .array(fc.tuple(between, emphasis, fc.boolean()), {
      minLength: words.length,
      maxLength: words.length,
    })
    .map((looks) =>
      looks
        .map(([gap, marks, isLoud], index) => {
          const plain = words[index] ?? '';
          return `${gap}${marks}${isLoud ? plain.toUpperCase() : plain}${marks}`;
        })
        .join(''),
    );

describe('a question', () => {
  test('is the same however its words are set', () => {
    const twice = fc
      .array(word, { minLength: 1, maxLength: 8 })
      .chain((words) => fc.tuple(written(words), written(words)));
    fc.assert(fc.property(twice, ([one, other]) => questionKey(one) === questionKey(other)));
  });

  test.each([
    ['Fewer than 5 calls', 'Fewer than 50 calls'],
    ['Share < 1.5%', 'Share < 15%'],
    ['Share < 1.5%', 'Share > 1.5%'],
    ['Calls at 9:30', 'Calls at 93:0'],
    ['The contact center raises no concern', 'The contact center raises a concern'],
  ])('“%s” is not “%s”', (one, other) => {
    expect(questionKey(one)).not.toBe(questionKey(other));
  });
});
