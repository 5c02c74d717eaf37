import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../lib/clock.ts';
import {
  makePrivateDirectory,
  migrate,
  openEmbeddedDatabase,
  openServerDatabase,
  type OnStatement,
  type OpenDatabase,
} from '../lib/database/index.ts';
import { createLog } from '../lib/log.ts';
import { err, ok, type Result } from '../lib/result.ts';
import { openMonitoring, openTracing } from '../monitoring/index.ts';
import { compose, type Program } from './compose.ts';
import { keptClock } from './development/kept-clock.ts';
import { openOutsideWorld } from './development/outside-world.ts';
import { listenForMetrics, listeningInWords, whyNotListening } from './listening.ts';
import { MIGRATIONS } from './migrations.ts';
import { countStatements } from './monitoring/count-calls.ts';
import { reportDatabase } from './monitoring/report-rooms.ts';
import { endAll } from './stopping.ts';
import type { RoomSurroundings } from './rooms.ts';
import type { Settings } from './settings/index.ts';
import { newSecret } from '../lib/ids.ts';

export type RunningProgram = {
  readonly url: string;
  /** The picker of the stand-in for sign-in is reached through `/sign-in`; this is its issuer. */
  readonly issuer: string;
  readonly vaProfileUrl: string;
  /** Every route that it answers. */
  readonly routes: Program['routes'];
  /** Says on `/readyz` that it stops, for as long as proxies are given to notice. */
  drain(): Promise<void>;
  close(): Promise<void>;
};

/** What a program around this one adds, and a test puts in the place of what there is. */
type Overrides = Pick<RoomSurroundings, 'writeFlags' | 'plans' | 'deadlines' | 'groups'>;

/** Starts everything, or says in a sentence what is in the way; then nothing is left running. */
export async function start(
  settings: Settings,
  overrides: Overrides = {},
): Promise<Result<RunningProgram, string>> {
  const closers: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const running = await open(settings, { closers, overrides });
    if (!running.ok) await close();
    return running.ok ? ok({ ...running.value, close }) : running;
  } catch (error) {
    await close();
    throw error;
  }
}

type OpeningSettings = {
  /** What to undo, in the order in which it was done. */
  readonly closers: (() => Promise<void>)[];
  readonly overrides: Overrides;
};

async function open(
  settings: Settings,
  { closers, overrides }: OpeningSettings,
): Promise<Result<Omit<RunningProgram, 'close'>, string>> {
  const { host, port, dataDir } = settings;
  const obstacle = await whyNotListening(settings);
  if (obstacle !== null) return err(obstacle);
  const log = createLog(settings.logLevel);
  const monitoring = openMonitoring(log, settings.statsd);
  closers.push(monitoring.close);
  const { tracer, close: sendLastSpans } = await openTracing(settings.otlpEndpoint);
  closers.push(sendLastSpans);
  const database = await openDatabase(settings, countStatements(monitoring.meter));
  if (!database.ok) return database;
  reportDatabase(monitoring.meter, database.value);
  closers.push(() => endAll([database.value.close], log));
  const { db, guard, lead, observations, listen } = database.value;
  const migrated = await migrate(db, MIGRATIONS);
  if (!migrated.ok) return err(migrated.error.sentence);
  const world = await openOutsideWorld(settings);
  closers.push(world.close);
  const movableClock = settings.production ? null : keptClock(dataDir);
  const program = await compose({
    settings,
    ...{ db, guard, lead, observations, listen },
    world,
    clock: movableClock ?? systemClock,
    movableClock,
    log,
    monitoring,
    tracer,
    sessionSecret: settings.sessionSecret ?? keptSecret(dataDir, 'session-secret'),
    apiToken: settings.apiToken ?? keptSecret(dataDir, 'token'),
    ...overrides,
  });
  closers.push(program.close);
  try {
    await program.app.listen({ host, port });
    closers.push(await listenForMetrics(settings, monitoring.scraped));
  } catch (error) {
    const sentence = listeningInWords(error, settings);
    if (sentence !== null) return err(sentence);
    throw error;
  }
  const { publicUrl: url } = settings;
  const { vaProfileUrl } = world;
  const { routes, drain } = program;
  return ok({ url, issuer: world.oidc.issuer, vaProfileUrl, routes, drain });
}

async function openDatabase(
  settings: Settings,
  onStatement: OnStatement,
): Promise<Result<OpenDatabase, string>> {
  const { dataDir, databaseUrl, databaseListenUrl: listenUrl, databasePools: pools } = settings;
  const opened =
    databaseUrl === null
      ? await openEmbeddedDatabase({ dataDir, onStatement })
      : await openServerDatabase({ url: databaseUrl, listenUrl, pools, onStatement });
  if (!opened.ok) return err(opened.error.sentence);
  if (databaseUrl === null || settings.production) return ok(opened.value);
  // Development keeps its secrets there, whichever database it uses.
  const directory = await makePrivateDirectory(dataDir, (names) => names.includes('token'));
  return directory.ok ? ok(opened.value) : err(directory.error.sentence);
}

/** A secret kept in the data directory, made at the first start; only its owner may read the file. */
function keptSecret(dataDir: string, name: 'token' | 'session-secret'): string {
  const file = join(dataDir, name);
  try {
    writeFileSync(file, `${newSecret()}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!isAlreadyThere(error)) throw error;
  }
  return readFileSync(file, 'utf8').trim();
}

function isAlreadyThere(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}
