/**
 * The main paths beside a bare proxy that asks VA Profile the same and passes the answer on: throughput, and processor
 * time a request. VA Profile, the proxy, the identity provider, PostgreSQL and the program are processes of their own;
 * all share the processors of this machine. `npm run bench -- paths` measures all of them, `paths hub api` some, and
 * `paths embedded` those of a program on its embedded database.
 */
import autocannon from 'autocannon';

import { freshDatabase, startPostgres } from '../test/postgres/index.ts';
import { freePort, startProgram, temporaryDirectory } from '../test/program/program.ts';
import { startBeside, type Beside } from './paths/beside.ts';
import { CLIENT, signInAll, VETERANS } from './paths/visitors.ts';
import { cpuMsOf } from './processes.ts';
import { percentile } from './table.ts';

/** Until V8 has optimized what every request runs through. */
const WARM_UP_REQUESTS = 2_000;
const SECONDS = 4;
const ROUNDS = 5;

/** The share of the bare proxy’s throughput that is aimed at. */
const PATHS = [
  { name: 'api', path: '/v0/profile/contacts', aim: 0.5 },
  { name: 'page', path: '/profile/contacts', aim: 0.35 },
  { name: 'hub', path: '/profile', aim: 0.6 },
  { name: 'toggles', path: '/v0/feature_toggles?features=profile_contacts', aim: 0.6 },
];

const asked = process.argv.slice(2);
const isEmbedded = asked.includes('embedded');

type Target = {
  readonly name: string;
  readonly url: string;
  readonly pid: number;
  readonly aim: number;
};

const beside: Beside[] = [];
const start = async (file: string, ...asked: readonly string[]) => {
  const started = await startBeside(file, ...asked);
  beside.push(started);
  return started;
};
const upstream = await start('upstream.ts');
const proxy = await start('upstream.ts', upstream.url);
const port = await freePort();
const identityProvider = await start('identity-provider.ts', `http://127.0.0.1:${port}`);
const server = isEmbedded ? null : await startPostgres();
const directory = await temporaryDirectory();
const program = await startProgram({
  port,
  dataDir: directory.path,
  nodeOptions: [],
  environment: {
    ...(server && { DATABASE_URL: (await freshDatabase(server.url)).url }),
    VA_PROFILE_URL: upstream.url,
    OIDC_ISSUER: identityProvider.url,
    OIDC_CLIENT_ID: CLIENT.clientId,
    OIDC_CLIENT_SECRET: CLIENT.clientSecret,
  },
});
await program.phcc(
  ...['flags', 'set', 'profile_contacts', '--actors-percentage', '100', '--reason', 'A bench'],
);
const cookies = await signInAll(program.url);

const all = [
  { name: 'bare proxy', url: proxy.url, pid: proxy.pid, aim: 1 },
  ...pathsAsked().map(({ path, ...rest }) => ({
    ...rest,
    url: program.url + path,
    pid: program.pid,
  })),
];
const measured = new Map(all.map(({ name }) => [name, [] as Measured[]]));
for (const one of all) await measure(one, { amount: WARM_UP_REQUESTS });
for (let round = 0; round < ROUNDS; round += 1) {
  for (const one of all) measured.get(one.name)?.push(await measure(one, { duration: SECONDS }));
}
await program.stop();
await server?.stop();
await directory.remove();
for (const { stop } of beside) stop();

console.log(
  `\nBeside a bare proxy, ${isEmbedded ? 'the embedded database' : 'PostgreSQL'}, the median of ${ROUNDS} rounds of ${SECONDS} s`,
);
for (const one of all) console.log(lineOf(one));

function pathsAsked() {
  const named = PATHS.filter(({ name }) => asked.includes(name));
  return named.length === 0 ? PATHS : named;
}

function lineOf({ name, aim }: Target): string {
  const median = (of: keyof Measured) =>
    percentile(
      rounds(name).map((one) => one[of]),
      0.5,
    );
  // Of the proxy in the same round: what else the machine does changes from round to round.
  const beside = (of: keyof Measured) =>
    percentile(
      rounds(name).map((one, round) => one[of] / (rounds('bare proxy')[round]?.[of] ?? NaN)),
      0.5,
    );
  return [
    `  ${name.padEnd(10)} ${median('aSecond').toFixed(0).padStart(6)} a second,`,
    `× ${beside('aSecond').toFixed(2)} (aim ${aim.toFixed(2)});`,
    `${median('cpuMs').toFixed(2)} ms of processor, × ${beside('cpuMs').toFixed(1)}`,
  ].join(' ');
}

function rounds(name: string): readonly Measured[] {
  return measured.get(name) ?? [];
}

type Measured = { readonly aSecond: number; readonly cpuMs: number };

async function measure(
  { url, pid }: Target,
  howLong: { readonly amount: number } | { readonly duration: number },
): Promise<Measured> {
  let next = 0;
  const before = cpuMsOf(pid);
  const { requests, errors, timeouts, non2xx, duration } = await autocannon({
    url,
    connections: VETERANS,
    ...howLong,
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
