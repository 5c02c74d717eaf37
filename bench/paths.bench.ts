/**
 * The main paths beside a bare proxy that asks VA Profile the same and passes the answer on: throughput, and processor
 * time a request. Each is a process of its own, on PostgreSQL; all share the processors of this machine.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import autocannon from 'autocannon';

import { syntheticVeteran } from '../src/stand-ins/people/index.ts';
import { openBrowser, signInAs } from '../src/stand-ins/visitors/index.ts';
import { freshDatabase, startPostgres } from '../test/postgres/index.ts';
import { startProgram, temporaryDirectory } from '../test/program/program.ts';
import { cpuMsOf } from './processes.ts';
import { percentile } from './table.ts';

const VETERANS = 20;
const SECONDS = 5;
const ROUNDS = 3;

/** The share of the bare proxy’s throughput that is aimed at. */
const PATHS = [
  { name: 'contacts API', path: '/v0/profile/contacts', aim: 0.5 },
  { name: 'contacts page', path: '/profile/contacts', aim: 0.35 },
  { name: 'hub', path: '/profile', aim: 0.6 },
  { name: 'toggles, signed in', path: '/v0/feature_toggles?features=profile_contacts', aim: 0.6 },
];

const upstream = await startUpstream();
const proxy = await startUpstream(upstream.url);
const server = await startPostgres();
const database = await freshDatabase(server.url);
const directory = await temporaryDirectory();
const program = await startProgram({
  dataDir: directory.path,
  environment: { DATABASE_URL: database.url, VA_PROFILE_URL: upstream.url },
});
await program.phcc(
  ...['flags', 'set', 'profile_contacts', '--actors-percentage', '100', '--reason', 'A bench'],
);
const cookies = await Promise.all(
  Array.from({ length: VETERANS }, async (_, n) => {
    const browser = openBrowser();
    await signInAs(browser, `${program.url}/sign-in?return=/profile`, syntheticVeteran(n + 1).slug);
    return browser.cookies.getCookieStringSync(program.url);
  }),
);

const all = [
  { name: 'bare proxy', url: proxy.url, pid: proxy.pid, aim: 1 },
  ...PATHS.map(({ name, path, aim }) => ({
    name,
    aim,
    url: program.url + path,
    pid: program.pid,
  })),
];
const measured = new Map(all.map(({ name }) => [name, [] as Measured[]]));
for (const one of all) await measure(one);
for (let round = 0; round < ROUNDS; round += 1) {
  for (const one of all) measured.get(one.name)?.push(await measure(one));
}
await program.stop();
await server.stop();
await directory.remove();
for (const { child } of [upstream, proxy]) child.kill();

const median = (name: string, of: keyof Measured) =>
  percentile(
    (measured.get(name) ?? []).map((one) => one[of]),
    0.5,
  );
console.log(`\nBeside a bare proxy, the median of ${ROUNDS} rounds of ${SECONDS} s`);
for (const { name, aim } of all) {
  const aSecond = median(name, 'aSecond');
  const share = aSecond / median('bare proxy', 'aSecond');
  const cpuMs = median(name, 'cpuMs');
  const timesCpu = cpuMs / median('bare proxy', 'cpuMs');
  console.log(
    `  ${name.padEnd(20)} ${aSecond.toFixed(0).padStart(6)} a second, × ${share.toFixed(2)} (aim ${aim.toFixed(2)});  ${cpuMs.toFixed(2)} ms of processor, × ${timesCpu.toFixed(1)}`,
  );
}

type Measured = { readonly aSecond: number; readonly cpuMs: number };

async function measure({ url, pid }: { url: string; pid: number }): Promise<Measured> {
  let next = 0;
  const before = cpuMsOf(pid);
  const { requests, errors, timeouts, non2xx, duration } = await autocannon({
    url,
    connections: VETERANS,
    duration: SECONDS,
    setupClient: (client) => {
      client.setHeaders({ cookie: cookies[next++ % VETERANS], 'accept-encoding': 'gzip' });
    },
  });
  if (errors + timeouts + non2xx > 0) throw new Error(`${url}: not every request was answered`);
  return {
    aSecond: requests.total / duration,
    cpuMs: (cpuMsOf(pid) - before) / requests.total,
  };
}

type Served = { readonly url: string; readonly pid: number; readonly child: ChildProcess };

async function startUpstream(...asked: readonly string[]): Promise<Served> {
  const file = join(import.meta.dirname, 'paths/upstream.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', file, ...asked], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [port] = (await once(child.stdout, 'data')) as [Buffer];
  return { url: `http://127.0.0.1:${Number(port.toString())}`, pid: child.pid ?? 0, child };
}
