import { expect, test } from 'vitest';

import { recovery } from '../../../../test/faults/recovery.ts';
import { isFull } from './cluster.ts';

/** A disk with room for so many blocks of 4 KB. */
const disk = (bavail: number) => () => Promise.resolve({ bavail, bsize: 4_096 });

test.each([
  ['a full disk', new Error('unreachable executed'), 10, true],
  ['a disk with room', new Error('unreachable executed'), 1_000_000, false],
  ['an error of a full disk', Object.assign(new Error(), { code: 'ENOSPC' }), 1_000_000, true],
])('files that can’t be opened on %s', async (_, error, blocks, full) => {
  const telling = recovery('full-at-start');
  expect(await isFull('/data', error, disk(blocks))).toBe(full);
  telling.held();
});
