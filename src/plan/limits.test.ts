import { describe, expect, it } from 'vitest';

import { tooMuchToRead } from './index.ts';

const LIMIT = 256 * 1024;

describe('how much a plan may be', () => {
  it('is 256 kB', () => {
    expect(tooMuchToRead(paragraphs('a', LIMIT))).toBeNull();
    expect(tooMuchToRead(paragraphs('a', LIMIT + 1))).toMatch(/has 257 kB.*at most 256 kB.*Check/s);
  });

  it('counts bytes, not letters', () => {
    expect(tooMuchToRead(paragraphs('é', LIMIT / 2))).toBeNull();
    expect(tooMuchToRead(paragraphs('é', LIMIT))).toMatch(/at most 256 kB/);
  });

  it.each(['\n', '\r\n', '\r'])('is 5,000 lines, however they end (%j)', (ending) => {
    expect(tooMuchToRead(`- a${ending}`.repeat(4_999))).toBeNull();
    expect(tooMuchToRead(`- a${ending}`.repeat(5_000))).toMatch(/5,001 lines.*at most 5,000/);
  });

  it('is 10,000 characters and 500 signs in a paragraph, of whatever lines it is', () => {
    expect(tooMuchToRead('a'.repeat(10_000))).toBeNull();
    expect(tooMuchToRead(`Plan\n\n${'abc\n'.repeat(3_334)}`)).toMatch(
      /paragraph in line 3 has 10,002 characters; at most 10,000/,
    );
    expect(tooMuchToRead('*a '.repeat(500))).toBeNull();
    expect(tooMuchToRead('- one\n- *a_\n  ' + '[a](b) '.repeat(260))).toMatch(
      /paragraph in line 2 has \d+ Markdown characters, such as \* and \[; at most 500/,
    );
  });

  it('counts the bullets of a list one by one', () => {
    expect(tooMuchToRead('- **Label**: an answer\n'.repeat(2_000))).toBeNull();
  });
});

/** Text in paragraphs that are short enough. */
function paragraphs(letter: string, characters: number): string {
  return `${letter.repeat(998)}\n\n`.repeat(Math.ceil(characters / 1_000)).slice(0, characters);
}
