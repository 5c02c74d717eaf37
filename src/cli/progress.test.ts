import { expect, test } from 'vitest';

import { barInWords, progressOn } from './progress.ts';

/** What is written in three steps, two seconds apart. */
function written(options: { readonly isTTY: boolean; readonly asLines: boolean }): string {
  let [text, seconds] = ['', 0];
  const screen = { isTTY: options.isTTY, write: (part: string) => (text += part) };
  const progress = progressOn(screen, { now: () => seconds * 1_000, asLines: options.asLines });
  for (const line of ['one', 'three', 'two', 'four']) {
    seconds += 2;
    progress.show(line);
  }
  progress.clear();
  return text;
}

test('on a terminal one line is rewritten, and gone in the end', () => {
  expect(written({ isTTY: true, asLines: false })).toBe('\rone\rthree\rtwo  \rfour \r     \r');
});

test.each([
  { isTTY: false, asLines: false },
  { isTTY: true, asLines: true },
])('elsewhere plain lines come at most every few seconds: %j', (options) => {
  expect(written(options)).toBe('two\n');
});

test('a bar is never longer than whole', () => {
  expect(barInWords('Rehearsing', 0.5, '3 of 6 runs')).toMatch(
    /^Rehearsing █{15}░{15} 3 of 6 runs$/,
  );
  expect(barInWords('Rehearsing', 1.2, '7 runs')).toMatch(/^Rehearsing █{30} 7 runs$/);
});
