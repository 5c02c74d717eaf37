/** Somebody who is signed in, while the database takes no changes: their pages need none. */
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';

import { createLog } from '../../src/lib/log.ts';
import type { Database } from '../../src/lib/database/index.ts';
import { openBrowser, signInAs } from '../../src/stand-ins/visitors/index.ts';
import { freePort, temporaryDirectory } from '../program/program.ts';
import { wholeProgram, type WholeProgram } from '../world/whole-program.ts';
import { recovery } from './recovery.ts';

const MINUTE_MS = 60_000;

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let running: WholeProgram;
let url: string;

beforeAll(async () => {
  directory = await temporaryDirectory();
  const port = await freePort();
  running = await wholeProgram(
    { PORT: String(port), DATA_DIR: directory.path },
    { apiToken: 'a-token-of-no-worth', log: createLog('silent') },
  );
  await running.program.app.listen({ host: '127.0.0.1', port });
  url = running.settings.publicUrl;
});

afterAll(async () => {
  await running.close();
  await directory.remove();
});

/** The database has one connection, so what is set there holds for everybody. */
const readOnly = async (db: Database) => {
  await sql`set default_transaction_read_only = on`.execute(db);
  return () => sql`set default_transaction_read_only = off`.execute(db);
};

const full = async (db: Database) => {
  await sql`create function no_room() returns trigger language plpgsql as
    $$ begin raise exception 'no space left' using errcode = '53100'; end $$`.execute(db);
  await sql`create trigger no_room before insert or update or delete on sessions
    for each statement execute function no_room()`.execute(db);
  return () => sql`drop function no_room cascade`.execute(db);
};

test.each([
  ['read-only', readOnly],
  ['full', full],
] as const)(
  'a page that only fails to extend a sign-in still shows, and the sign-in ends when it would have: %s',
  async (_, befall) => {
    const veteran = openBrowser();
    await signInAs(veteran, `${url}/sign-in?return=/profile`, 'all-four');
    const mend = await befall(running.db);
    onTestFinished(async () => void (await mend()));
    running.clock.advance(20 * MINUTE_MS);
    const showing = recovery('not-extended');
    const page = await veteran.get(`${url}/profile`);
    expect([page.status, page.text]).toEqual([200, expect.stringContaining('Profile')]);
    showing.held();
    // Thirty minutes after the last page for which it could be extended.
    running.clock.advance(11 * MINUTE_MS);
    expect((await veteran.get(`${url}/profile`)).status).toBe(401);
  },
);
