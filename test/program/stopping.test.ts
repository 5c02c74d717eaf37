import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';

import { databaseBehind } from '../faults/database-behind.ts';
import { recovery } from '../faults/recovery.ts';
import type { Fault } from '../faults/tcp-proxy.ts';
import { freshDatabase, sharedPostgresUrl } from '../postgres/index.ts';
import { startProgram, temporaryDirectory, type RunningProgram } from './program.ts';

const TOKEN = 'the-token-of-an-instance-that-stops';

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

async function started(name: string): Promise<RunningProgram> {
  const environment = {
    DATABASE_URL: way.url,
    PHCC_TOKEN: TOKEN,
    FLIPPER_API_TOKEN: TOKEN,
    DRAIN_TIME: '3s',
  };
  return startProgram({ dataDir: `${directory.path}/${name}`, environment });
}

async function readiness({ url }: RunningProgram) {
  const answer = await fetch(`${url}/readyz`);
  return { status: answer.status, ...((await answer.json()) as { warnings: readonly string[] }) };
}

describe('a program that is told to stop', () => {
  test('says that it is not ready while it still answers, ends event streams and exits with 0', async () => {
    const program = await started('healthy');
    const headers = { authorization: `Bearer ${TOKEN}` };
    const events = await fetch(`${program.url}/ofrep/v1/events`, { headers });
    expect(events.status).toBe(200);
    const streamed = events.text();
    const stopping = recovery('stops');
    const ended = program.stop();
    await expect
      .poll(() => readiness(program))
      .toMatchObject({ status: 503, reasons: ['The program is stopping.'] });
    const toggles = await fetch(`${program.url}/v0/feature_toggles`);
    expect([toggles.status, toggles.headers.get('connection')]).toEqual([200, 'close']);
    await streamed;
    expect((await ended).exitCode).toBe(0);
    stopping.held();
  });

  test.each<Fault>([{ kind: 'cut' }, { kind: 'black-hole' }])(
    'exits with 0 and names no address though its database is gone: $kind',
    async (fault) => {
      const program = await started(fault.kind);
      way.set(fault);
      onTestFinished(() => way.set({ kind: 'pass' }));
      await expect
        .poll(() => readiness(program))
        .toMatchObject({
          status: 200,
          warnings: expect.arrayContaining(['The database does not answer.']) as string[],
        });
      const stopping = recovery('stops-without-database');
      const { exitCode, output } = await program.stop();
      expect(exitCode).toBe(0);
      stopping.held();
      expect(output).not.toMatch(/ECONN|postgresql:/);
      expect(output).not.toContain(new URL(way.url).port);
    },
  );
});
