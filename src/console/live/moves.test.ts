import { expect, test } from 'vitest';

import { movesBetween, standingsOf } from './moves.ts';

const HELD = figuresOf({ version: 4, lastStep: 'Held (Cora Callahan, contact center)' });
const OPEN = figuresOf({ version: 3, lastStep: 'Stage A (Priya Manning, product manager)' });

function figuresOf({
  version,
  lastStep,
  came = 7,
}: {
  version: number;
  lastStep: string;
  came?: number;
}) {
  const counts = { open: came, closed: 0, tester: 0 };
  return {
    ...{ id: 'mvp', version, lastStep, isHeld: false, holds: new Map(), rollbacks: new Map() },
    measured: { share: 0.2, came: counts, failed: counts, harm: 0 },
  };
}

test('a step is told with what happened, and figures that move without words', () => {
  const open = standingsOf([OPEN]);
  expect(movesBetween(open, standingsOf([HELD]))).toEqual([
    { kind: 'act', release: 'mvp', version: 4, sentence: HELD.lastStep },
  ]);
  const more = standingsOf([figuresOf({ ...OPEN, came: 8 })]);
  expect(movesBetween(open, more)).toMatchObject([{ kind: 'tick', sentence: '' }]);
  expect(movesBetween(more, more)).toEqual([]);
});

test('a release that is no longer open has been closed, and a new one is told', () => {
  const open = standingsOf([OPEN]);
  expect(movesBetween(open, standingsOf([]))).toMatchObject([
    { sentence: 'The release is closed.' },
  ]);
  expect(movesBetween(standingsOf([]), open)).toMatchObject([{ kind: 'act', version: 3 }]);
});
