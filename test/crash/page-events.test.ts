/** Page events of thousands of people, over two instances of which one is killed while it counts. */
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
import { allBatches, ledger, VETERANS, type Batch } from './event-ledger.ts';
import { csvRows } from '../world/csv-rows.ts';
import { sumOf } from '../world/exposition.ts';
import { NO_ITEMS } from '../world/go-items.ts';

/** Further ones, who open the page itself and answer its survey. */
const SIGNED_IN = 4;
const SENDERS_AT_EACH = 3;
const TOKEN = 'the-token-of-both-instances';

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

/** One stage, for everybody, that asks of its pages what the dashboard shows. */
const PLAN = `# Release plan: MVP
## Feature toggle
- Toggle name: \`profile_contacts\`
## Phase I: moderated production testing
### Planning
- Desired number of users: 1
## Phase II: staged rollout
### Success criteria
- Views: \`page views >= 1 in this stage\`
- Visits: \`visits >= 1 in this stage\`
- Taps: \`phone taps >= 1 in this stage\`
- Errors: \`client errors >= 1 in this stage\`
### Stage A: everybody
#### Planning
- Length of time: 1 day
- Percentage of Users: 100%
#### Results
- Number of unique users: [FILL_IN]
- Metrics at this stage (per your "success criteria"): [FILL_IN]
## Terms
- \`${NO_ITEMS}\`
- \`calendar: any day\`
`;

/** People who have opened their contacts here, once each, with the feature open for everybody. */
/** Who opened the page, and how many of them had its survey: a page does not wait for it. */
async function openContacts(): Promise<{ people: readonly Browser[]; asked: number }> {
  const people = Array.from({ length: SIGNED_IN }, (_, n) => syntheticVeteran(n + 1));
  await step('', { id: 'mvp', document: PLAN });
  await step('/mvp/steps/start', {});
  await step('/mvp/steps/go', { reason: 'Nobody looks in this test' });
  await step('/mvp/steps/advance', { to: 'A' });
  let asked = 0;
  const browsers = await Promise.all(
    people.map(async ({ slug }) => {
      const browser = openBrowser();
      await signInAs(browser, `${here.url}/sign-in?return=/profile/account-security`, slug);
      const { status, text } = await browser.get(`${here.url}/profile/contacts`);
      expect(status).toBe(200);
      asked += Number(text.includes('action="/profile/contacts/survey'));
      return browser;
    }),
  );
  return { people: browsers, asked };
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

/** What the API answers. */
async function told({ url }: RunningProgram, path: string): Promise<string> {
  const headers = { authorization: `Bearer ${TOKEN}` };
  return (await fetch(url + path, { headers })).text();
}

const RELEASE = '/api/release/plans/mvp';

type Judged = { readonly subject: string; readonly value: number };

/** What criteria, console, command line and report say is what the dashboard says. */
async function expectCriteriaOf(counted: Readonly<Record<string, number>>): Promise<void> {
  const { views, visits, phone_taps: taps, script_errors: errors } = counted;
  const figures = { 'page views': views, visits, 'phone taps': taps, 'client errors': errors };
  // A status goes without what is slow to be read, so it is asked until it has it.
  for (const instance of [here, thereAgain ?? there]) {
    await expect.poll(() => judgedAt(instance)).toEqual(figures);
  }
  const sentences = Object.entries(figures).map(
    ([subject, count]) => `${subject} in this stage: ${count?.toLocaleString('en-US')}`,
  );
  const now = `${here.url}/sign-in?return=/console/releases/mvp`;
  const page = async () => (await signInAs(openBrowser(), now, 'reviewer')).text;
  const status = async () => (await here.phcc('plan', 'status')).output;
  for (const sentence of sentences) {
    await expect.poll(page).toContain(sentence);
    await expect.poll(status).toContain(sentence);
  }
  await step('/mvp/steps/rollback', { reason: 'To have the stage told in the report' });
  await expect.poll(() => told(here, `${RELEASE}/report`)).toContain(sentences[0]);
  const report = await told(here, `${RELEASE}/report`);
  for (const sentence of sentences) expect(report).toContain(sentence);
}

async function judgedAt(instance: RunningProgram): Promise<Readonly<Record<string, number>>> {
  const { criteria } = JSON.parse(await told(instance, RELEASE)) as {
    criteria: readonly Judged[];
  };
  return Object.fromEntries(criteria.map(({ subject, value }) => [subject, value]));
}

async function surveyAnswers(instance: RunningProgram): Promise<unknown> {
  return (JSON.parse(await told(instance, '/api/feedback')) as { stages: unknown }).stages;
}

function startInstance(name: string, more = {}): Promise<RunningProgram> {
  return startProgram({
    dataDir: `${directory.path}/${name}`,
    environment: {
      DATABASE_URL: database.url,
      SESSION_SECRET: 'the same for both instances, of course',
      FLIPPER_API_TOKEN: TOKEN,
      PHCC_TOKEN: TOKEN,
      ...more,
    },
  });
}

/** How many events were acknowledged; null when the answer never came, or was to try again. */
async function send({ url }: RunningProgram, { id, reports }: Batch): Promise<number | null> {
  const view = { cohort: 'open', share: 1, device: 'none', language: 'en' };
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
  const { text } = await browser.get(`${url}/console/analytics.csv`);
  return csvRows(text).map((day) => {
    const counts = Object.entries(day).filter(([name]) => !NO_COUNTS.has(name));
    return Object.fromEntries(counts.map(([name, cell]) => [name, Number(cell)]));
  });
}

const NO_COUNTS: ReadonlySet<string> = new Set(['day', 'minutes_not_taken', 'events']);

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
  await expect.poll(waiting).toBeGreaterThanOrEqual(instances);
  return () => sql.query(`select pg_advisory_unlock(hashtext('page reports'))`);
}

test('what was acknowledged is counted once, whichever instance was killed over it', async () => {
  const { people, asked } = await openContacts();
  const half = people.slice(0, SIGNED_IN / 2);
  for (const browser of half) {
    await expect.poll(() => answerSurvey(there, browser)).toBe(201);
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
    survey_shown: asked,
    survey_answered: SIGNED_IN,
  };
  for (const instance of [here, thereAgain]) {
    await expect.poll(() => dashboardOf(instance)).toEqual([expected]);
  }
  await expectCriteriaOf(expected);
  const survey = await surveyAnswers(here);
  expect(JSON.stringify(survey)).toContain(`"helpful":${SIGNED_IN}`);
  expect(await surveyAnswers(thereAgain)).toEqual(survey);
  const metrics = await (await fetch(`http://${metricsOfHere}/metrics`)).text();
  expect(sumOf(metrics, 'phcc_page_events_total', { answer: 'counted' })).toBe(servedHere);
});
