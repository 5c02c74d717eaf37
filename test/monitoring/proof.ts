/** `npm run proof`: two instances, a real Prometheus that scrapes both, and a fault that begins and ends. */
import { openBrowser, signInAs } from '../../src/stand-ins/visitors/index.ts';
import { freshDatabase, startPostgres } from '../postgres/index.ts';
import { freePort, startProgram, temporaryDirectory } from '../program/program.ts';
import { checkedByPromtool, startPrometheus, until } from './prometheus.ts';

const PLAN = 'release-plans/personal-health-care-contacts-mvp.md';
const VETERAN = 'all-four';
const ALERT = 'PhccVaProfileLeftAlone';

type Rules = {
  readonly groups: readonly {
    readonly rules: readonly { readonly name: string; readonly health: string }[];
  }[];
};
type Targets = { readonly activeTargets: readonly { readonly health: string }[] };
type Alerts = {
  readonly alerts: readonly {
    readonly state: string;
    readonly labels: Readonly<Record<string, string>>;
  }[];
};

const closers: (() => Promise<unknown>)[] = [];

try {
  await prove();
} finally {
  for (const close of closers.reverse()) await close();
}

async function prove(): Promise<void> {
  for (const args of [
    ['check', 'config', '../prometheus.yml'],
    ['check', 'rules', 'recording.yml', 'alerts.yml'],
    ['test', 'rules', 'alerts.test.yml'],
  ]) {
    const wrong = checkedByPromtool(...args);
    if (wrong !== null) throw new Error(wrong);
    say(`promtool ${args.slice(0, 2).join(' ')}: nothing wrong`);
  }
  const directory = await temporaryDirectory();
  closers.push(directory.remove);
  const server = await startPostgres();
  closers.push(server.stop);
  const { url } = await freshDatabase(server.url);
  const addresses = [`127.0.0.1:${await freePort()}`, `127.0.0.1:${await freePort()}`];
  const [here] = await Promise.all(addresses.map((address, n) => startInstance(address, n)));
  if (!here) throw new Error('no instance was started');
  const phcc = async (...words: readonly string[]) => {
    const { exitCode, output } = await here.phcc(...words);
    if (exitCode !== 0) throw new Error(`phcc ${words.join(' ')}: ${output}`);
  };
  const prometheus = await startPrometheus(directory.path, addresses);
  closers.push(prometheus.stop);

  await until('both instances are scraped', async () => {
    const { activeTargets } = await prometheus.ask<Targets>('targets');
    return activeTargets.length === 2 && activeTargets.every(({ health }) => health === 'up');
  });
  say('Prometheus scrapes both instances');
  await until('every rule is evaluated', async () => {
    const { groups } = await prometheus.ask<Rules>('rules');
    const rules = groups.flatMap((group) => group.rules);
    return rules.length > 30 && rules.every(({ health }) => health === 'ok');
  });
  say('every rule is loaded and evaluated');
  const isFiring = async () => {
    const { alerts } = await prometheus.ask<Alerts>('alerts');
    return alerts.some(({ state, labels }) => state === 'firing' && labels['alertname'] === ALERT);
  };
  if (await isFiring()) throw new Error(`${ALERT} fires although nothing is wrong`);

  for (const words of [
    ['plan', 'load', PLAN],
    ['plan', 'start'],
    ['testers', 'add', `${VETERAN}@example.test`],
  ])
    await phcc(...words);
  const browser = openBrowser();
  await signInAs(browser, `${here.url}/sign-in?return=/profile`, VETERAN);
  const visit = async () => (await browser.get(`${here.url}/profile/contacts`)).text;

  await phcc('stand-in', 'fault', '500');
  await until(`${ALERT} fires`, async () => {
    await visit();
    return isFiring();
  });
  say(`VA Profile fails: ${ALERT} fires`);
  await phcc('stand-in', 'fault', 'none');
  await until(`${ALERT} ends`, async () => {
    await visit();
    return !(await isFiring());
  });
  say(`VA Profile answers again: ${ALERT} is resolved`);

  async function startInstance(metricsAddress: string, n: number) {
    const program = await startProgram({
      dataDir: `${directory.path}/instance-${n}`,
      environment: {
        DATABASE_URL: url,
        METRICS_ADDRESS: metricsAddress,
        SESSION_SECRET: 'the same for both instances, of course',
        PHCC_TOKEN: 'the-token-of-both-instances',
        FLIPPER_API_TOKEN: 'the-token-of-both-instances',
        VA_PROFILE_BREAKER_REST: '3s',
      },
    });
    closers.push(program.stop);
    return program;
  }
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
