import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { namedPeople } from '../../src/stand-ins/people/index.ts';
import { FAULT_KINDS } from '../../src/stand-ins/va-profile/index.ts';
import { openBrowser, signInAs, type Browser } from '../../src/stand-ins/visitors/index.ts';
import { freshDatabase, sharedPostgresUrl } from '../postgres/index.ts';
import { serve, type Upstream } from '../world/upstream.ts';
import { freePort, startProgram, temporaryDirectory, type RunningProgram } from './program.ts';

const RELEASE = 'personal-health-care-contacts-mvp';
const PLAN = `release-plans/${RELEASE}.md`;
const VETERANS = namedPeople.filter(({ group }) => group === 'veterans');
const PAGES = [
  '/profile',
  '/profile/contacts',
  '/profile/account-security',
  '/v0/profile/contacts',
];

/** What operators read and take along. */
const FOR_OPERATORS = [
  '/console/analytics',
  '/console/analytics.csv',
  '/console/remarks',
  '/console/remarks/export',
  `/console/releases/${RELEASE}/measurements.csv`,
  `/console/releases/${RELEASE}/journal.csv`,
];

/** What may be nowhere but on a Veteran’s own page: names, phones, addresses, e-mails, other health data. */
function personalData(): readonly string[] {
  const ofPeople = VETERANS.flatMap(({ name, email }) => [name, email]);
  const ofContacts = VETERANS.flatMap(({ contacts }) => contacts ?? []).flatMap((contact) => [
    [contact.givenName, contact.familyName].join(' '),
    contact.primaryPhone,
    contact.primaryPhone?.replace(/\D/g, ''),
    contact.addressLine1,
  ]);
  const marks = [...ofPeople, ...ofContacts, 'MUST-NOT-LEAK'];
  return marks.filter((mark) => mark !== undefined && mark.trim().length > 4) as string[];
}

const SHOWN_TYPES = [
  'Emergency Contact',
  'Other emergency contact',
  'Primary Next of Kin',
  'Other Next of Kin',
];

/** What somebody could write of those on their page. */
function remarksOf(contacts: (typeof VETERANS)[number]['contacts']): readonly string[] {
  const shownOnes = (contacts ?? []).filter(({ contactType }) => SHOWN_TYPES.includes(contactType));
  return shownOnes.flatMap(({ givenName, familyName, primaryPhone, addressLine1 }) => [
    `Ask ${givenName} ${familyName} first.`,
    `The number is ${primaryPhone}.`,
    ...(addressLine1 === undefined ? [] : [`They live at ${addressLine1} now.`]),
  ]);
}

/** From where and with what they come, and as whom another program knows them. */
const ADDRESS = '203.0.113.77';
const USER_AGENT = 'Marked-Browser/7.5';
const RAW_PERSON = 'marked-person-of-another-program';
const OF_REPORTS = [ADDRESS, USER_AGENT.toLowerCase(), RAW_PERSON];

/** Ids by which VA Profile knows people: what sign-in needs to keep, and nobody else. */
const credentials = VETERANS.flatMap(({ credential }) => credential?.uuid ?? []);

let logged: string;
let shown: string;
let measured: string;
let toldOperators: string;
/** What a collector of traces was sent. */
const traced: string[] = [];
let refused = 0;
/** How reports of events were answered. */
const reported: number[] = [];
const stored = new Map<string, string>();

beforeAll(async () => {
  const directory = await temporaryDirectory();
  const database = await freshDatabase(sharedPostgresUrl());
  const metricsAddress = `127.0.0.1:${await freePort()}`;
  const collector = await collectTraces();
  const program = await startProgram({
    dataDir: directory.path,
    environment: {
      DATABASE_URL: database.url,
      LOG_LEVEL: 'debug',
      VA_PROFILE_DEADLINE: '1s',
      METRICS_ADDRESS: metricsAddress,
      TRUSTED_PROXIES: '127.0.0.1',
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    },
  });
  await program.phcc('plan', 'load', PLAN);
  await program.phcc('plan', 'start');
  for (const { email } of VETERANS) await program.phcc('testers', 'add', email);
  const pages: string[] = [];
  for (const { slug, contacts, email } of VETERANS) {
    const browser = openBrowser({ 'user-agent': USER_AGENT, 'x-forwarded-for': ADDRESS });
    await signInAs(browser, `${program.url}/sign-in?return=/profile`, slug);
    for (const remark of remarksOf(contacts)) {
      const form = { answer: 'helpful', remark };
      const sent = await browser.post(`${program.url}/profile/contacts/survey`, form);
      if (sent.status !== 303) refused += 1;
    }
    reported.push(...(await reportEvents(program, { browser, email })));
    for (const kind of slug === 'all-four' ? FAULT_KINDS : (['none'] as const)) {
      await program.phcc('stand-in', 'fault', kind);
      for (const path of PAGES) pages.push((await browser.get(program.url + path)).text);
      await program.phcc('stand-in', 'fault', 'none');
    }
  }
  shown = pages.join('\n');
  measured = await (await fetch(`http://${metricsAddress}/metrics`)).text();
  toldOperators = await readAsOperator(program);
  await readTables(database.url);
  logged = (await program.stop()).output;
  await collector.close();
  await database.drop();
  await directory.remove();
});

function collectTraces(): Promise<Upstream> {
  return serve((request, response) => {
    void text(request).then((batch) => {
      traced.push(batch);
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
}

async function readAsOperator({ url }: RunningProgram): Promise<string> {
  const browser = openBrowser();
  await signInAs(browser, `${url}/sign-in?return=/console`, 'product-manager');
  const answers: string[] = [];
  for (const path of FOR_OPERATORS) {
    const answer = await browser.get(url + path);
    expect([path, answer.status]).toEqual([path, 200]);
    answers.push(answer.text);
  }
  return answers.join('\n');
}

/** As a page of theirs does, with and without a text of theirs in it, and as another program that they use. */
async function reportEvents(
  { url, dataDir }: RunningProgram,
  { browser, email }: { readonly browser: Browser; readonly email: string },
): Promise<readonly number[]> {
  const token = (await readFile(join(dataDir, 'token'), 'utf8')).trim();
  const post = async (body: object, headers: Readonly<Record<string, string>>) => {
    const from = { 'user-agent': USER_AGENT, 'x-forwarded-for': ADDRESS };
    const answer = await fetch(`${url}/v0/events`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...from, ...headers },
      body: JSON.stringify(body),
    });
    return answer.status;
  };
  const cookie = await browser.cookies.getCookieString(url);
  const ofPage = { cookie, 'sec-fetch-site': 'same-origin' };
  const events = [{ event: 'section-seen', section: 'how-to-update' }];
  const page = { page: 'contacts', device: 'phone', language: 'en', events };
  const view = { cohort: 'tester', share: 0, device: 'phone', language: 'en', events };
  const reports = [email, `${RAW_PERSON} ${email}`].map((person) => ({ person, ...view }));
  const ofProgram = { authorization: `Bearer ${token}` };
  const batch = { id: crypto.randomUUID(), feature: 'profile_contacts', reports };
  return [
    await post({ id: crypto.randomUUID(), ...page }, ofPage),
    await post({ ...page, events: [{ event: email }] }, ofPage),
    await post(batch, ofProgram),
    await post({ ...batch, feature: email }, ofProgram),
    await post({ ...batch, reports: [{ ...reports[0], share: email }] }, ofProgram),
  ];
}

async function readTables(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const tables = await client.query<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'public'",
  );
  for (const { name } of tables.rows) {
    const { rows } = await client.query(`select * from "${name}"`);
    stored.set(name, JSON.stringify(rows));
  }
  await client.end();
}

afterAll(() => stored.clear());

/** Whatever was marked and stands in there. */
const markedIn = (text: string) => OF_REPORTS.filter((mark) => text.includes(mark));

describe('personal data', () => {
  test('was really there to leak: the pages showed it, and the log was busy', () => {
    expect(shown).toContain('(555) 555-0101');
    expect(shown).toContain('500 PRETEND AVE');
    expect(logged.split('\n').length).toBeGreaterThan(100);
    expect(personalData().length).toBeGreaterThan(50);
    expect(refused).toBeGreaterThan(10);
    const answers = reported.map((status, index) => `${index % 5}: ${status}`);
    expect(answers).toEqual(
      expect.arrayContaining(['0: 200', '1: 400', '2: 200', '3: 404', '4: 400']),
    );
    expect(stored.get('page_batches')).toContain('"minute":');
  });

  test('of VA Profile’s answer that the page does not need reaches nobody', () => {
    expect(shown).not.toContain('MUST-NOT-LEAK');
  });

  test('is in no line of the log, whatever failed', () => {
    const log = logged.toLowerCase();
    expect(personalData().filter((mark) => log.includes(mark.toLowerCase()))).toEqual([]);
    expect(markedIn(log)).toEqual([]);
    expect(credentials.filter((uuid) => log.includes(uuid))).toEqual([]);
  });

  test('is in no metric, whatever failed', () => {
    expect(measured).toMatch(/phcc_upstream_calls_total\{.*outcome="failed"\} [1-9]/);
    const metrics = measured.toLowerCase();
    expect(personalData().filter((mark) => metrics.includes(mark.toLowerCase()))).toEqual([]);
    expect(markedIn(metrics)).toEqual([]);
    expect(credentials.filter((uuid) => metrics.includes(uuid))).toEqual([]);
  });

  test('is in no trace, whatever failed', () => {
    const spans = traced.join('\n').toLowerCase();
    expect(spans).toContain('get /profile/contacts');
    expect(spans).toContain('post /profile-service');
    expect(personalData().filter((mark) => spans.includes(mark.toLowerCase()))).toEqual([]);
    expect(markedIn(spans)).toEqual([]);
    expect(credentials.filter((uuid) => spans.includes(uuid))).toEqual([]);
  });

  test('is on no page of figures and in no export that operators take along', () => {
    const told = toldOperators.toLowerCase();
    expect(told).toContain('a tester enrolled');
    expect(told).toMatch(/people_who_read_help.*\s+"\d{4}-\d\d-\d\d","[1-9]/);
    expect(personalData().filter((mark) => told.includes(mark.toLowerCase()))).toEqual([]);
    expect(markedIn(told)).toEqual([]);
    expect(credentials.filter((uuid) => told.includes(uuid))).toEqual([]);
  });

  test('is in no table, but for the id in a session by which VA Profile knows who is signed in', () => {
    expect([...stored.keys()]).toContain('release_journal');
    for (const [table, rows] of stored) {
      const text = rows.toLowerCase();
      const found = personalData().filter((mark) => text.includes(mark.toLowerCase()));
      expect(found, table).toEqual([]);
      expect(markedIn(text), table).toEqual([]);
      if (table === 'sessions') continue;
      expect(
        credentials.filter((uuid) => text.includes(uuid)),
        table,
      ).toEqual([]);
    }
  });
});
