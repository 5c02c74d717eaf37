import { describe, expect, it } from 'vitest';

import { tooLargeToRead } from './index.ts';

const LIMIT = 256 * 1024;

describe('the size of a plan', () => {
  it('may be 256 kB', () => {
    expect(tooLargeToRead('a'.repeat(LIMIT))).toBeNull();
  });

  it('is refused above that, with its size, the limit and what to do', () => {
    expect(tooLargeToRead('a'.repeat(LIMIT + 1))).toMatch(/has 257 kB.*at most 256 kB.*Check/s);
  });

  it('is counted in bytes, not in letters', () => {
    expect(tooLargeToRead('é'.repeat(LIMIT / 2))).toBeNull();
    expect(tooLargeToRead('é'.repeat(LIMIT / 2 + 1))).toMatch(/has 257 kB/);
  });
});
