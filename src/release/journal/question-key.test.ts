import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { questionKey } from './question-key.ts';

describe('a question', () => {
  test.each([
    ['The contact center raises no concern', 'the contact center raises no concern.'],
    ['If it rings, somebody answers', 'If it rings somebody  answers?'],
    ['The page is “good”', "The **page** is 'good'"],
    ['We’re ready – all of us', "We're ready - all of us"],
    ['_Nobody_ waits', 'nobody waits'],
    ['At least 1.5 hours', '\uFEFFat least 1.5 hours!'],
  ])('is the same: %j and %j', (one, other) => {
    expect(questionKey(one)).toBe(questionKey(other));
  });

  test.each([
    ['No concern is raised', 'A concern is raised'],
    ['At least 1.5 hours', 'At least 15 hours'],
    ['At least -5 degrees', 'At least 5 degrees'],
    ['We’re ready', 'Were ready'],
    ['Fewer than 5%', 'Fewer than 5'],
    ['a < b', 'a > b'],
    ['???', '!!!'],
  ])('is another one: %j and %j', (one, other) => {
    expect(questionKey(one)).not.toBe(questionKey(other));
  });
});

const word = fc.stringMatching(/^[a-z]{1,8}$|^\d{1,3}(\.\d)?$/);
const words = fc.array(word, { minLength: 1, maxLength: 8 });
const between = fc.constantFrom(' ', '  ', ', ', ' – ', '\t', ' “', '” ', ' *', '** ', '; ');
const end = fc.constantFrom('', '.', '?', '!', ' ', '.”', '…', '**');

test('no cosmetic rewording makes it another, and any other word does', () => {
  fc.assert(
    fc.property(
      words,
      fc.array(between, { minLength: 8, maxLength: 8 }),
      end,
      (said, gaps, last) => {
        const reworded = said
          .map(
            (one, at) => `${at === 0 ? '' : (gaps[at] ?? ' ')}${at % 2 ? one.toUpperCase() : one}`,
          )
          .join('');
        const key = questionKey(said.join(' '));
        expect(questionKey(`${reworded}${last}`)).toBe(key);
        expect(questionKey(key)).toBe(key);
        expect(questionKey(`${reworded} not${last}`)).not.toBe(key);
      },
    ),
  );
});
