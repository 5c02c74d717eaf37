import { expect, test } from 'vitest';

import { journalOf, LOADED, MONDAY_TEN, release } from '../../../test/world/releases.ts';
import { statusOf } from '../../release/status/index.ts';
import { releaseNamed } from './release-page.ts';

const told = { undelivered: null, unwatched: 'The database does not answer.', clockOff: null };
const of = release({ entries: journalOf(LOADED) });
const KNOWN = { ...statusOf(of, { snapshot: null, now: MONDAY_TEN }), ...told };

const away = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
const releases = () => Promise.resolve([KNOWN]);

test('a release is shown as it was last known while the database is away', async () => {
  const engine = { status: () => Promise.reject(away), releases };
  expect(await releaseNamed(engine, KNOWN.id)).toBe(KNOWN);
  expect(await releaseNamed(engine, 'nobody')).toBeNull();
});

test('what is no trouble of the database is no release of the past', async () => {
  const broken = { status: () => Promise.reject(new Error('a broken promise')), releases };
  await expect(releaseNamed(broken, KNOWN.id)).rejects.toThrow('a broken promise');
});
