import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readReturnPath } from './sign-in.ts';

const US = 'https://www.example.test';

describe('the way back after sign-in', () => {
  it('leads to this site, whatever is asked for', () => {
    const piece = fc.constantFrom(
      '/',
      '\\',
      '.',
      '..',
      '@',
      ':',
      '\t',
      '\n',
      '%2f',
      'evil',
      '?',
      '#',
    );
    const asked = fc.oneof(
      fc.string(),
      fc.webUrl(),
      fc.array(piece).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(asked, (path) => {
        const led = readReturnPath(path);
        expect(led.startsWith('/')).toBe(true);
        expect(new URL(led, US).origin).toBe(US);
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps a path of this site as it is', () => {
    for (const path of ['/profile', '/profile/contacts?a=b#c', '/console/releases/x.y']) {
      expect(readReturnPath(path)).toBe(path);
    }
  });

  it.each([undefined, null, 7, ['/a', '/b'], ''])(
    'is the Profile when %j is asked for',
    (asked) => {
      expect(readReturnPath(asked)).toBe('/profile');
    },
  );
});
