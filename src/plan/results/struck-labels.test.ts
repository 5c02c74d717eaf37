import { expect, it } from 'vitest';
import { stageWith } from '../../../test/plans/plans.ts';
import { readPlan, withResults } from '../index.ts';

const LIVE = '- Number of unique users: [FILL_IN]\n';
const TABLE = '| Result | Value |\n|---|---|\n';

/** The results of Stage A once the people have been counted. */
function counted(before: string): string {
  const text = stageWith(`#### Results\n${before}`);
  const people = { kind: 'words', words: '1,204' } as const;
  const place = { kind: 'stage', index: 0, letter: 'A' } as const;
  const { document } = withResults(readPlan(text), [{ place, name: 'users', answer: people }]);
  return document.slice(stageWith('#### Results\n').length);
}

const filled = (live: string) => live.replace('[FILL_IN]', '1,204 (measured)');

it.each([
  ['its label', '- ~~Number of unique users~~: 100\n'],
  ['its label with the colon', '- ~~Number of unique users:~~ [FILL_IN]\n'],
  ['all of it', '- ~~Number of unique users: 100~~\n'],
  ['its label in bold', '- **~~Number of unique users~~**: 100\n'],
  ['its label behind a box', '- [ ] ~~Number of unique users~~: 100\n'],
  ['its label, the value on lines of its own', '- ~~Number of unique users~~\n  - 100\n'],
  ['its label by a tag', '- <s>Number of unique users</s>: 100\n'],
  ['all of it by a tag', '- <del>Number of unique users: 100</del>\n'],
  ['its label in a paragraph', '~~Number of unique users~~: 100\n\n'],
])('a field of which %s is struck through takes no result', (_what, struck) => {
  expect(counted(struck)).toBe(struck);
  expect(counted(struck + LIVE)).toBe(struck + filled(LIVE));
});

it('a label behind words that are struck through is one', () => {
  const before = '- ~~Users~~ Number of unique users: [FILL_IN]\n';
  expect(counted(before)).toBe(filled(before));
});

it('a row whose label is struck through takes none either', () => {
  const rows = '| ~~Number of unique users~~ | [FILL_IN] |\n';
  const live = '| Number of unique users | [FILL_IN] |\n';
  expect(counted(TABLE + rows + live)).toBe(TABLE + rows + filled(live));
});

it('what stands below a label that is struck through is no value of the field before', () => {
  const errors = '- Number of errors: [FILL_IN]\n';
  const struck = '- ~~Number of unique users~~\n  - 100\n';
  expect(counted(errors + struck + LIVE)).toBe(errors + struck + filled(LIVE));
});

it('a tag that strikes and is never closed strikes nothing', () => {
  const before = '- Notes: <s>nothing\n\n- Number of unique users: [FILL_IN]\n';
  expect(counted(before)).toContain('Number of unique users: 1,204 (measured)');
});
