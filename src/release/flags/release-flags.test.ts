import { expect, onTestFinished, test } from 'vitest';

import { BY_ENZO } from '../../../test/world/flag-notes.ts';
import { createFlags, createMemoryStore } from '../../flags/index.ts';
import { createLog } from '../../lib/log.ts';
import { releaseFlags } from './release-flags.ts';

const SHARE = { kind: 'set-percentage-of-actors', percentage: 20 } as const;

test('what is known of other features follows each change of them', async () => {
  const log = createLog('silent');
  const flags = createFlags({ store: createMemoryStore(), log, snapshotLimitMs: 30_000 });
  onTestFinished(flags.close);
  const known = releaseFlags(flags, { lastAsked: () => Promise.resolve(new Map()) });
  const ask = () => known.confoundersOf(['canary'], 20).length;
  expect([ask(), known.openSpelling('canary')]).toEqual([0, null]);
  for (let number = 0; number < 60; number += 1) {
    await flags.change(`other_page_${number}`, SHARE, BY_ENZO);
  }
  await flags.change('Canary', { kind: 'enable' }, BY_ENZO);
  const found = ask();
  expect(found).toBeGreaterThan(0);
  expect(known.confoundersOf(['canary'], 100)).toEqual([]);
  expect(known.openSpelling('canary')).toBe('Canary');
  for (let number = 0; number < 60; number += 1) {
    await flags.change(`other_page_${number}`, { kind: 'disable' }, BY_ENZO);
  }
  await flags.change('Canary', { kind: 'disable' }, BY_ENZO);
  expect([ask(), known.openSpelling('canary')]).toEqual([0, null]);
});
