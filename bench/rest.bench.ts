/**
 * What instances cost while nothing happens, and under load: statements, connections, memory and processor, by
 * instances, releases and the length of journals. Each instance is the whole program, on PostgreSQL.
 * `npm run bench -- rest [RELEASES,ENTRIES …]`, such as 50,5000.
 */
import { setTimeout as pause } from 'node:timers/promises';

import autocannon from 'autocannon';
import { Client } from 'pg';

import { openBrowser, signInAs } from '../src/stand-ins/visitors/index.ts';
import { freshDatabase, startPostgres } from '../test/postgres/index.ts';
import { startProgram, temporaryDirectory, type RunningProgram } from '../test/program/program.ts';
import { cpuMsOf, memoryOf } from './processes.ts';
import { keepReleases, type Kept } from './rest/kept-releases.ts';

const INSTANCES = [1, 2, 10];
const USUAL = ['1,50', '1,5000', '9,50', '9,5000', '50,50', '50,5000'];
const SETTLE_MS = 12_000;
const REST_MS = 10_000;
const LOAD_S = 5;
/** Below those that connections take for themselves. */
const FIRST_PORT = 21_300;
const TOKEN = 'the-token-of-every-instance-of-a-bench';
const AIM = { instances: 10, connections: 60, statements: 100 };

type Cost = {
  /** A second. */
  readonly statements: number;
  readonly connections: number;
  /** Megabytes of an instance. */
  readonly memory: number;
  /** Of a core, for an instance. */
  readonly cpu: number;
};
type Measured = Kept & {
  readonly instances: number;
  readonly rest: Cost;
  readonly load: Cost;
  /** A second, at all instances. */
  readonly pages: number;
};

const cases = (process.argv.length > 2 ? process.argv.slice(2) : USUAL).map(caseIn);
const server = await startPostgres();
/** In another database, so that its own questions are not counted. */
const watcher = new Client({ connectionString: server.url });
await watcher.connect();
const measured: Measured[] = [];
console.log(
  '| Releases, entries, instances | Statements a second at rest | under load | Connections at rest | under load | Memory of an instance at rest | under load | Processor of an instance at rest | Pages a second under load |\n' +
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
);
for (const kept of cases) await measureAll(kept);
await watcher.end();
await server.stop();
compare();

function caseIn(text: string): Kept {
  const [releases = NaN, entries = NaN] = text.split(',').map(Number);
  if (releases > 0 && entries > 0) return { releases, entries };
  throw new Error(
    `“${text}” is no size. Give releases and entries of each journal, such as 50,5000.`,
  );
}

async function measureAll(kept: Kept): Promise<void> {
  const database = await freshDatabase(server.url);
  const directory = await temporaryDirectory();
  await keepReleases(database.url, kept);
  const running: RunningProgram[] = [];
  try {
    for (const instances of INSTANCES) {
      while (running.length < instances) {
        const dataDir = `${directory.path}/${running.length}`;
        const port = FIRST_PORT + running.length;
        const environment = environmentOn(database.url);
        running.push(await startProgram({ dataDir, port, environment }));
      }
      await pause(SETTLE_MS);
      const rest = await during(database.url, running, () => pause(REST_MS));
      let pages = 0;
      const load = await during(database.url, running, async () => {
        pages = await underLoad(running);
      });
      const one = { ...kept, instances, rest, load, pages };
      measured.push(one);
      console.log(rowOf(one));
    }
  } finally {
    await Promise.all(running.map((program) => program.stop()));
    await database.drop();
    await directory.remove();
  }
}

function environmentOn(url: string) {
  return {
    DATABASE_URL: url,
    FLIPPER_API_TOKEN: TOKEN,
    SESSION_SECRET: 'the same for every instance of a bench',
    LOG_LEVEL: 'silent',
  };
}

async function during(
  url: string,
  running: readonly RunningProgram[],
  work: () => Promise<unknown>,
): Promise<Cost> {
  const name = new URL(url.replace('@/', '@socket/')).pathname.slice(1);
  const cpuMs = () => running.reduce((sum, { pid }) => sum + cpuMsOf(pid), 0);
  const [began, before, cpuBefore] = [performance.now(), await statementsOf(name), cpuMs()];
  const most = await mostConnections(name, work());
  const took = performance.now() - began;
  return {
    statements: ((await statementsOf(name)) - before) / (took / 1_000),
    connections: most,
    memory: running.reduce((sum, { pid }) => sum + memoryOf(pid), 0) / running.length,
    cpu: (cpuMs() - cpuBefore) / took / running.length,
  };
}

/** Statements by themselves are transactions; of those with several one is counted. */
async function statementsOf(database: string): Promise<number> {
  return numberFrom(
    'select xact_commit + xact_rollback as number from pg_stat_database where datname = $1',
    database,
  );
}

function connectionsOf(database: string): Promise<number> {
  return numberFrom(
    'select count(*) as number from pg_stat_activity where datname = $1 and backend_type = ' +
      `'client backend'`,
    database,
  );
}

async function numberFrom(statement: string, database: string): Promise<number> {
  const { rows } = await watcher.query<{ number: string }>(statement, [database]);
  return Number(rows[0]?.number);
}

async function mostConnections(database: string, work: Promise<unknown>): Promise<number> {
  const over = new AbortController();
  const looking = (async () => {
    let most = 0;
    while (!over.signal.aborted) {
      most = Math.max(most, await connectionsOf(database));
      await pause(200, null, { signal: over.signal }).catch(() => null);
    }
    return most;
  })();
  await work.finally(() => over.abort());
  return looking;
}

/** People at their hub, and programs that tell what they observed, at every instance at once: pages a second. */
async function underLoad(running: readonly RunningProgram[]): Promise<number> {
  const pages = await Promise.all(
    running.map(async (program) => (await Promise.all([visit(program), observe(program)]))[0]),
  );
  return pages.reduce((sum, each) => sum + each, 0);
}

async function visit({ url }: RunningProgram): Promise<number> {
  const browser = openBrowser();
  await signInAs(browser, `${url}/sign-in?return=/profile`, 'all-four');
  const headers = { cookie: browser.cookies.getCookieStringSync(url) };
  const { '2xx': shown } = await autocannon({
    ...{ url: `${url}/profile`, headers },
    ...{ connections: 5, duration: LOAD_S },
  });
  return shown / LOAD_S;
}

async function observe({ url }: RunningProgram): Promise<void> {
  const observation = {
    kind: 'answer',
    toggle: 'profile_contacts',
    person: 'ada',
    cohort: 'closed',
    share: 0,
    shown: false,
    ofFeature: false,
    endpoint: '/profile',
    status: 200,
    cause: null,
    durationMs: 40,
    hasContent: null,
  };
  await autocannon({
    url: `${url}/api/release/observations`,
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify({ observations: [observation] }),
    ...{ connections: 10, duration: LOAD_S },
  });
}

function rowOf({ releases, entries, instances, rest, load, pages }: Measured): string {
  const cells = [
    `${releases}, ${entries.toLocaleString('en-US')}, ${instances}`,
    rest.statements.toFixed(1),
    load.statements.toFixed(0),
    rest.connections,
    load.connections,
    `${rest.memory.toFixed(0)} MB`,
    `${load.memory.toFixed(0)} MB`,
    `${(rest.cpu * 100).toFixed(1)}% of a core`,
    pages.toFixed(0),
  ];
  return `| ${cells.join(' | ')} |`;
}

/** The aims, and long journals beside short ones of the same run. */
function compare(): void {
  for (const one of measured.filter(({ instances }) => instances === AIM.instances)) {
    const { connections, statements } = one.rest;
    console.log(
      `${one.instances} instances, ${one.releases} releases, ${one.entries} entries: ` +
        `${connections} connections (aim ${AIM.connections}), ${statements.toFixed(0)} statements a second (aim ${AIM.statements})`,
    );
  }
  for (const long of measured) {
    const short = measured.find(
      ({ releases, instances, entries }) =>
        releases === long.releases && instances === long.instances && entries < long.entries,
    );
    if (!short) continue;
    console.log(
      `${long.instances} instances, ${long.releases} releases, ${long.entries} entries beside ${short.entries}: ` +
        `statements × ${(long.rest.statements / short.rest.statements).toFixed(2)}, ` +
        `processor × ${(long.rest.cpu / short.rest.cpu).toFixed(2)}, ` +
        `memory × ${(long.rest.memory / short.rest.memory).toFixed(2)} (aim 1.3)`,
    );
  }
}
