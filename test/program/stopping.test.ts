/** How an instance leaves: said before it goes, without losing what is under way, whatever its database does. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { databaseBehind } from '../faults/database-behind.ts';
import { freshDatabase, sharedPostgresUrl } from '../postgres/index.ts';
import { startProgram, temporaryDirectory } from './program.ts';

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let database: Awaited<ReturnType<typeof freshDatabase>>;
let way: Awaited<ReturnType<typeof databaseBehind>>;

beforeAll(async () => {
  directory = await temporaryDirectory();
  database = await freshDatabase(sharedPostgresUrl());
  way = await databaseBehind(database.url);
});

afterAll(async () => {
  await way.close();
  await database.drop();
  await directory.remove();
});

const startHere = (name: string, environment = {}) =>
  startProgram({
    dataDir: `${directory.path}/${name}`,
    environment: { DATABASE_URL: way.url, LOG_LEVEL: 'silent', ...environment },
  });

describe('an instance that is asked to stop', () => {
  test.each(['cut', 'black-hole'] as const)(
    'ends well, without a word of the database, although the way there is a %s',
    async (kind) => {
      const program = await startHere(kind);
      way.set({ kind });
      try {
        const { exitCode, output } = await program.stop();
        expect([exitCode, output]).toEqual([0, expect.not.stringMatching(/error|pg-pool/i)]);
      } finally {
        way.set({ kind: 'pass' });
      }
    },
  );

  test('says so before its socket closes, and serves until then', async () => {
    const program = await startHere('told', { STOP_NOTICE: '3s' });
    const ready = async () => (await fetch(`${program.url}/readyz`)).status;
    expect(await ready()).toBe(200);
    const ended = program.stop();
    await expect.poll(ready).toBe(503);
    const answer = await fetch(`${program.url}/readyz`);
    expect(await answer.json()).toMatchObject({ reasons: ['This instance is about to stop.'] });
    expect((await fetch(`${program.url}/healthz`)).status).toBe(200);
    expect(await ended).toMatchObject({ exitCode: 0 });
  });
});

test('an instance whose database is away is as ready as the others, and pages say that it passes', async () => {
  const program = await startHere('away');
  way.set({ kind: 'cut' });
  try {
    const answer = await fetch(`${program.url}/readyz`);
    expect([answer.status, await answer.json()]).toEqual([
      200,
      expect.objectContaining({
        warnings: expect.arrayContaining(['The database does not answer.']) as unknown,
      }),
    ]);
    const cookie = 'session=' + 'a'.repeat(32) + '.b';
    for (const path of ['/sign-in', '/profile/contacts']) {
      const page = await fetch(program.url + path, { headers: { cookie }, redirect: 'manual' });
      expect([path, page.status]).toEqual([
        path,
        expect.toSatisfy((s: number) => s < 500 || s === 503),
      ]);
    }
  } finally {
    way.set({ kind: 'pass' });
  }
  expect(await program.stop()).toMatchObject({ exitCode: 0 });
});
