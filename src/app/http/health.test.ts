import fastify from 'fastify';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';

import { openTestDatabase } from '../../../test/postgres/index.ts';
import type { Flags } from '../../flags/index.ts';
import type { Database, OpenDatabase } from '../../lib/database/index.ts';
import { healthRoutes } from './health.ts';

const LIMIT_MS = 30_000;

let database: OpenDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const OUT_OF_REACH = {
  getExecutor: () => {
    throw new Error('out of reach');
  },
} as unknown as Database;

type Instance = {
  /** How long ago it asked for the flags that it has, in milliseconds. */
  readonly ageMs: number;
  readonly isStopping?: boolean;
  readonly isCutOff?: boolean;
};

async function readiness({ ageMs, isStopping = false, isCutOff = false }: Instance) {
  const app = fastify();
  onTestFinished(() => app.close());
  await app.register(
    healthRoutes({
      db: isCutOff ? OUT_OF_REACH : database.db,
      flags: { snapshotAgeMs: () => ageMs } as Flags,
      flagSnapshotLimitMs: LIMIT_MS,
      isStopping: () => isStopping,
      warnings: () => [],
    }),
  );
  const answer = await app.inject('/readyz');
  return { status: answer.statusCode, ...answer.json<object>() };
}

const CLOSED = expect.stringContaining('every feature is closed here') as string;
const AWAY = 'The database does not answer.';

test.each([
  ['while all is well', { ageMs: 100 }, []],
  ['while the database is away', { ageMs: 100, isCutOff: true }, [AWAY]],
  ['however long it is away', { ageMs: 3_600_000, isCutOff: true }, [CLOSED, AWAY]],
] as const)('an instance is ready %s, and says what it can’t', async (_, instance, warnings) => {
  expect(await readiness(instance)).toEqual({ status: 200, ready: true, reasons: [], warnings });
});

test.each([
  ['is stopping', { ageMs: 100, isStopping: true }, 'The program is stopping.'],
  ['has never read the flags', { ageMs: Infinity }, 'The flag store has not answered yet.'],
] as const)('an instance is not ready that %s', async (_, instance, reason) => {
  expect(await readiness(instance)).toMatchObject({ status: 503, reasons: [reason] });
});
