/** Page events of thousands of people, over two instances of which one is killed while it counts. */
import { readFile } from 'node:fs/promises';

import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { syntheticVeteran } from '../../src/stand-ins/people/index.ts';
import { openBrowser, signInAs, type Browser } from '../../src/stand-ins/visitors/index.ts';
import { freshDatabase, sharedPostgresUrl } from '../postgres/index.ts';
import {
  freePort,
  startProgram,
  temporaryDirectory,
  type RunningProgram,
} from '../program/program.ts';
import { sumOf } from '../world/exposition.ts';

const PLAN = 'release-plans/personal-health-care-contacts-mvp.md';
const VETERANS = 10_000;
/** Further ones, who open the page itself and answer its survey. */
const SIGNED_IN = 4;
const REPORTS_A_BATCH = 150;
const SENDERS_AT_EACH = 3;
const TOKEN = 'the-token-of-both-instances';

type Event = Readonly<Record<string, string>>;
type Batch = { readonly id: string; readonly reports: readonly Report[] };
type Report = { readonly person: string; readonly events: readonly Event[] };

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let database: Awaited<ReturnType<typeof freshDatabase>>;
let sql: Client;
let here: RunningProgram;
let there: RunningProgram;
let thereAgain: RunningProgram | null = null;
let metricsOfHere: string;

beforeAll(async () => {
  directory = await temporaryDirectory();
  database = await freshDatabase(sharedPostgresUrl());
  metricsOfHere = `127.0.0.1:${await freePort()}`;
  [here, there] = await Promise.all([
    startInstance('here', { METRICS_ADDRESS: metricsOfHere }),
    startInstance('there'),
  ]);
  sql = new Client({ connectionString: database.url });
  await sql.connect();
});

afterAll(async () => {
  await sql.end();
  await Promise.all([here.stop(), there.stop(), thereAgain?.stop()]);
  await database.drop();
  await directory.remove();
});

/** Takes a step of the release. */
async function step(path: string, body: object): Promise<void> {
  const answer = await fetch(`${here.url}/api/release/plans${path}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${TOKEN}`,
      'content-type': 'application/json',
      'x-acting-as': 'Pat',
      'x-acting-role': 'product-manager',
    },
    body: JSON.stringify(body),
  });
  expect(answer.ok, answer.ok ? '' : await answer.text()).toBe(true);
}

/** Testers who have opened their contacts here, once each. */
async function openContacts(): Promise<readonly Browser[]> {
  const testers = Array.from({ length: SIGNED_IN }, (_, n) => syntheticVeteran(n + 1));
  await step('', { id: 'mvp', document: await readFile(PLAN, 'utf8') });
  await step('/mvp/steps/start', {});
  for (const { email } of testers) await step('/mvp/testers', { email });
  return Promise.all(
    testers.map(async ({ slug }) => {
      const browser = openBrowser();
      await signInAs(browser, `${here.url}/sign-in?return=/profile/account-security`, slug);
      const { status } = await browser.get(`${here.url}/profile/contacts`);
      expect(status).toBe(200);
      return browser;
    }),
  );
}

async function answerSurvey({ url }: RunningProgram, browser: Browser): Promise<number> {
  const answer = await fetch(`${url}/v0/feedback`, {
    method: 'POST',
    headers: {
      cookie: await browser.cookies.getCookieString(url),
      'content-type': 'application/json',
      'sec-fetch-site': 'same-origin',
    },
    body: JSON.stringify({ answer: 'helpful' }),
  });
  return answer.status;
}

async function surveyAnswers({ url }: RunningProgram): Promise<unknown> {
  const headers = { authorization: `Bearer ${TOKEN}` };
  return ((await (await fetch(`${url}/api/feedback`, { headers })).json()) as { stages: unknown })
    .stages;
}

function startInstance(name: string, more = {}): Promise<RunningProgram> {
  return startProgram({
    dataDir: `${directory.path}/${name}`,
    environment: {
      DATABASE_URL: database.url,
      SESSION_SECRET: 'the same for both instances, of course',
      FLIPPER_API_TOKEN: TOKEN,
      ...more,
    },
  });
}

const HELP_LINE = { event: 'phone-tapped', number: 'help-line' };
const FAILED = { event: 'browser-error', fingerprint: '0badcafe' };

/** Of the Veteran of that number. Some come twice, in batches that may go to different instances. */
function reportOf(number: number): Report {
  const events = [
    { event: 'page-view' },
    ...(number % 3 === 0 ? [{ event: 'help-read' }] : []),
    ...(number % 7 === 0 ? [HELP_LINE] : []),
    ...(number % 50 === 0 ? [FAILED, FAILED] : []),
  ];
  return { person: `veteran-${number % VETERANS}`, events };
}

function allBatches(): readonly Batch[] {
  const reports = Array.from({ length: VETERANS * 1.2 }, (_, number) => reportOf(number));
  const batches = Math.ceil(reports.length / REPORTS_A_BATCH);
  return Array.from({ length: batches }, (_, batch) => ({
    id: `crash-test-${batch}`,
    reports: reports.slice(batch * REPORTS_A_BATCH, (batch + 1) * REPORTS_A_BATCH),
  }));
}

/** What must be counted, by what was acknowledged. */
function ledger() {
  const acknowledged = new Set<Batch>();
  const events = () =>
    [...acknowledged].flatMap(({ reports }) => reports.flatMap((one) => one.events));
  const countOf = (name: string) => events().filter(({ event }) => event === name).length;
  const peopleOf = (name: string) =>
    new Set(
      [...acknowledged].flatMap(({ reports }) =>
        reports.flatMap((one) =>
          one.events.some(({ event }) => event === name) ? [one.person] : [],
        ),
      ),
    ).size;
  return {
    acknowledged,
    figures: () => ({
      people: peopleOf('page-view'),
      views: countOf('page-view'),
      people_who_read_help: peopleOf('help-read'),
      phone_taps: countOf('phone-tapped'),
      script_errors: countOf('browser-error'),
    }),
  };
}

/** How many events were acknowledged; null when the answer never came, or was to try again. */
async function send({ url }: RunningProgram, { id, reports }: Batch): Promise<number | null> {
  const view = { cohort: 'closed', share: 0, device: 'none', language: 'en' };
  const body = {
    id,
    feature: 'profile_contacts',
    reports: reports.map((report) => ({ ...report, ...view })),
  };
  try {
    const answer = await fetch(`${url}/v0/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (answer.status === 503) return null;
    expect(answer.status, answer.ok ? '' : await answer.text()).toBe(200);
    return ((await answer.json()) as { counted: number }).counted;
  } catch (error) {
    // What `fetch` throws when the other end is gone.
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** The days of the dashboard, by the names of its columns. */
async function dashboardOf({ url }: RunningProgram): Promise<readonly Record<string, number>[]> {
  const browser = openBrowser();
  await signInAs(browser, `${url}/sign-in?return=/profile`, 'product-manager');
  const [head = '', ...days] = (await browser.get(`${url}/console/analytics.csv`)).text
    .trim()
    .split('\r\n');
  const names = cellsIn(head);
  return days.map((day) => {
    const cells = cellsIn(day);
    const named = names.map((name, index) => [name, Number(cells[index])] as const);
    return Object.fromEntries(named.filter(([name]) => !NO_COUNTS.has(name)));
  });
}

const NO_COUNTS: ReadonlySet<string> = new Set(['day', 'minutes_not_taken', 'events']);

/** No cell of these holds a quotation mark. */
function cellsIn(line: string): readonly string[] {
  return line.slice(1, -1).split('","');
}

/** Lets every instance come as far as counting a batch, and no further. */
async function holdCounting(instances: number) {
  await sql.query(`select pg_advisory_lock(hashtext('page reports'))`);
  const waiting = async () => {
    const { rows } = await sql.query<{ count: string }>(
      `select count(*) from pg_locks where locktype = 'advisory' and not granted
       and database = (select oid from pg_database where datname = current_database())`,
    );
    return Number(rows[0]?.count);
  };
  await expect.poll(waiting, { timeout: 20_000 }).toBeGreaterThanOrEqual(instances);
  return () => sql.query(`select pg_advisory_unlock(hashtext('page reports'))`);
}

test('what was acknowledged is counted once, whichever instance was killed over it', async () => {
  const people = await openContacts();
  const half = people.slice(0, SIGNED_IN / 2);
  for (const browser of half) {
    await expect.poll(() => answerSurvey(there, browser), { timeout: 20_000 }).toBe(201);
  }
  const left = [...allBatches()];
  const total = left.length;
  const told = ledger();
  const unanswered: Batch[] = [];
  let servedHere = 0;

  const sendAll = async (to: RunningProgram) => {
    for (let batch = left.shift(); batch; batch = left.shift()) {
      const counted = await send(to, batch);
      if (counted === null) {
        unanswered.push(batch);
        if (to === there) return;
        continue;
      }
      told.acknowledged.add(batch);
      if (to === here) servedHere += counted;
    }
  };
  const sending = [here, there].flatMap((to) =>
    Array.from({ length: SENDERS_AT_EACH }, () => sendAll(to)),
  );
  await expect
    .poll(() => told.acknowledged.size, { timeout: 60_000, interval: 5 })
    .toBeGreaterThan(total / 4);
  const goOn = await holdCounting(2);
  await there.kill9();
  await goOn();
  await Promise.all(sending);
  // The killed one had batches under way, and the other one went on.
  expect(unanswered.length).toBeGreaterThan(0);
  expect(told.acknowledged.size).toBeLessThan(total);

  // Those without an answer, and some whose answer was lost on the way.
  for (const batch of [...unanswered, ...[...told.acknowledged].slice(0, 10)]) {
    let counted: number | null = null;
    while (counted === null) counted = await send(here, batch);
    servedHere += counted;
    told.acknowledged.add(batch);
  }
  expect(told.acknowledged.size).toBe(total);

  // All of them again: who did not know whether the answer was kept, and who had not answered.
  const answered = await Promise.all(people.map((browser) => answerSurvey(here, browser)));
  expect(answered).toEqual(people.map((browser) => (half.includes(browser) ? 409 : 201)));

  thereAgain = await startInstance('there');
  const reported = told.figures();
  expect(reported).toMatchObject({ people: VETERANS, views: VETERANS * 1.2 });
  const expected = {
    ...reported,
    people: VETERANS + SIGNED_IN,
    visits: SIGNED_IN,
    views: reported.views + SIGNED_IN,
    survey_shown: SIGNED_IN,
    survey_answered: SIGNED_IN,
  };
  expect(await dashboardOf(here)).toEqual([expected]);
  expect(await dashboardOf(thereAgain)).toEqual([expected]);
  const survey = await surveyAnswers(here);
  expect(JSON.stringify(survey)).toContain(`"helpful":${SIGNED_IN}`);
  expect(await surveyAnswers(thereAgain)).toEqual(survey);
  const metrics = await (await fetch(`http://${metricsOfHere}/metrics`)).text();
  expect(sumOf(metrics, 'phcc_page_events_total', { answer: 'counted' })).toBe(servedHere);
});
