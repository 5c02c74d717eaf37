/** `npm run proof -- proxy`: three instances behind a real nginx, restarted one after the other; the leader is killed. */
import { setTimeout as pause } from 'node:timers/promises';

import { openBrowser, signInAs } from '../../src/stand-ins/visitors/index.ts';
import { until } from '../monitoring/prometheus.ts';
import { freshDatabase, startPostgres } from '../postgres/index.ts';
import {
  freePort,
  startProgram,
  temporaryDirectory,
  type RunningProgram,
} from '../program/program.ts';
import { sumOf } from '../world/exposition.ts';
import { startLoad } from './load.ts';
import { startNginx } from './nginx.ts';

const INSTANCES = 3;
const ROUNDS = 2;
const BETWEEN_RESTARTS_MS = 3_000;
const LONGEST_WITHOUT_LEADER_MS = 2_000;
const LOOK_EVERY_MS = 20;
const FIRST_WORDS = 3_000;
const TOKEN = 'the-token-of-all-instances-of-a-proof';
const VETERAN = { slug: 'all-four', phone: '(555) 555-0101' };

type Instance = { readonly port: number; readonly metricsUrl: string; program: RunningProgram };

const closers: (() => Promise<unknown>)[] = [];

try {
  await prove();
} finally {
  for (const close of closers.reverse()) await close();
}

async function prove(): Promise<void> {
  const directory = await temporaryDirectory();
  closers.push(directory.remove);
  const server = await startPostgres();
  closers.push(server.stop);
  const { url: databaseUrl } = await freshDatabase(server.url);
  const start = async (place: Omit<Instance, 'program'>) =>
    startProgram({
      dataDir: `${directory.path}/instance-${place.port}`,
      port: place.port,
      environment: {
        DATABASE_URL: databaseUrl,
        METRICS_ADDRESS: new URL(place.metricsUrl).host,
        TRUSTED_PROXIES: 'loopback',
        SESSION_SECRET: 'the same for all instances, of course',
        PHCC_TOKEN: TOKEN,
        FLIPPER_API_TOKEN: TOKEN,
        // As in production.
        DRAIN_TIME: '5s',
      },
    });
  const instances: Instance[] = [];
  closers.push(() => Promise.all(instances.map(({ program }) => program.kill9())));
  for (let n = 0; n < INSTANCES; n += 1) {
    const place = {
      port: await freePort(),
      metricsUrl: `http://127.0.0.1:${await freePort()}/metrics`,
    };
    instances.push({ ...place, program: await start(place) });
  }
  const nginx = await startNginx(
    directory.path,
    instances.map(({ port }) => `127.0.0.1:${port}`),
  );
  closers.push(nginx.stop);
  const load = startLoad(await questionsTo(nginx.url, instances[0]?.program.url ?? ''));
  closers.push(load.stop);
  await until('the load runs', async () => Promise.resolve(load.answered() > 500));

  const restart = async (instance: Instance) => {
    const { exitCode, output } = await instance.program.stop();
    if (exitCode !== 0) throw new Error(`An instance ended with ${exitCode}: ${output}`);
    instance.program = await start(instance);
  };
  const before = load.answered();
  for (let round = 1; round <= ROUNDS; round += 1) {
    let oneBefore = Promise.resolve();
    for (const instance of instances) {
      // However slow this machine starts a program, one instance is always there.
      const twoBefore = oneBefore;
      oneBefore = restart(instance);
      await Promise.all([pause(BETWEEN_RESTARTS_MS), twoBefore]);
    }
    await oneBefore;
  }
  const asked = load.answered() - before;
  tell(
    `rolling restart, ${ROUNDS} times ${INSTANCES} instances, 3 s apart: failed of ${asked} requests`,
    load.failed().length,
    0,
  );
  for (const [problem, times] of counted(load.failed())) say(`  ${times} × ${problem}`);
  if (load.failed().length > 0) say(nginx.said().slice(0, FIRST_WORDS));

  const leader = await leaderAmong(instances);
  if (leader === null) throw new Error('no instance leads');
  const others = instances.filter((one) => one !== leader);
  const failedBefore = load.failed().length;
  const killedAt = performance.now();
  await leader.program.kill9();
  await until('another leads', async () => (await leaderAmong(others)) !== null, LOOK_EVERY_MS);
  tell(
    'leader killed with kill -9: milliseconds until another leads',
    Math.round(performance.now() - killedAt),
    LONGEST_WITHOUT_LEADER_MS,
  );
  leader.program = await start(leader);
  say(
    `  requests that the killed one had not answered yet: ${load.failed().length - failedBefore}`,
  );
}

/** The Veteran’s page, the toggles of somebody signed out, and a program that asks for a flag. */
async function questionsTo(proxy: string, instance: string) {
  const authorization = { authorization: `Bearer ${TOKEN}` };
  const json = { ...authorization, 'content-type': 'application/json' };
  const opened = await fetch(`${instance}/flipper/api/features/profile_contacts/boolean`, {
    method: 'POST',
    headers: authorization,
  });
  if (!opened.ok) throw new Error(`The feature could not be opened: ${opened.status}`);
  const browser = openBrowser();
  await signInAs(browser, `${instance}/sign-in?return=/profile`, VETERAN.slug);
  const cookie = await browser.cookies.getCookieString(proxy);
  return [
    {
      name: 'page, signed in',
      url: `${proxy}/profile/contacts`,
      headers: { cookie },
      expected: VETERAN.phone,
    },
    {
      name: 'toggles, signed out',
      url: `${proxy}/v0/feature_toggles?features=profile_contacts`,
      expected: 'profile_contacts',
    },
    {
      name: 'OFREP',
      url: `${proxy}/ofrep/v1/evaluate/flags/profile_contacts`,
      method: 'POST' as const,
      headers: json,
      body: JSON.stringify({ context: { targetingKey: 'somebody' } }),
      expected: '"value":true',
    },
  ];
}

async function leaderAmong(instances: readonly Instance[]): Promise<Instance | null> {
  const leading = await Promise.all(
    instances.map(async ({ metricsUrl }) => {
      const text = await (await fetch(metricsUrl)).text();
      return sumOf(text, 'phcc_release_leader') === 1;
    }),
  );
  return instances.find((_one, n) => leading[n]) ?? null;
}

function counted(problems: readonly string[]): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (const problem of problems) times.set(problem, (times.get(problem) ?? 0) + 1);
  return times;
}

/** One fact beside its aim; one that misses it makes the proof fail. */
function tell(what: string, found: number, most: number): void {
  const isMet = found <= most;
  say(`${what}: ${found} (aim: at most ${most}) ${isMet ? 'met' : 'MISSED'}`);
  if (!isMet) process.exitCode = 1;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
