import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { namedPeople } from '../../src/stand-ins/people/index.ts';
import { FAULT_KINDS } from '../../src/stand-ins/va-profile/index.ts';
import { openBrowser, signInAs } from '../../src/stand-ins/visitors/index.ts';
import { freshDatabase, sharedPostgresUrl } from '../postgres/index.ts';
import { freePort, startProgram, temporaryDirectory } from './program.ts';

const PLAN = 'release-plans/personal-health-care-contacts-mvp.md';
const VETERANS = namedPeople.filter(({ group }) => group === 'veterans');
const PAGES = [
  '/profile',
  '/profile/contacts',
  '/profile/account-security',
  '/v0/profile/contacts',
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

/** Ids by which VA Profile knows people: what sign-in needs to keep, and nobody else. */
const credentials = VETERANS.flatMap(({ credential }) => credential?.uuid ?? []);

let logged: string;
let shown: string;
let measured: string;
let refused = 0;
const stored = new Map<string, string>();

beforeAll(async () => {
  const directory = await temporaryDirectory();
  const database = await freshDatabase(sharedPostgresUrl());
  const metricsAddress = `127.0.0.1:${await freePort()}`;
  const program = await startProgram({
    dataDir: directory.path,
    environment: {
      DATABASE_URL: database.url,
      LOG_LEVEL: 'debug',
      VA_PROFILE_DEADLINE: '1s',
      METRICS_ADDRESS: metricsAddress,
    },
  });
  await program.phcc('plan', 'load', PLAN);
  await program.phcc('plan', 'start');
  for (const { email } of VETERANS) await program.phcc('testers', 'add', email);
  const pages: string[] = [];
  for (const { slug, contacts } of VETERANS) {
    const browser = openBrowser();
    await signInAs(browser, `${program.url}/sign-in?return=/profile`, slug);
    for (const remark of remarksOf(contacts)) {
      const form = { answer: 'helpful', remark };
      const sent = await browser.post(`${program.url}/profile/contacts/survey`, form);
      if (sent.status !== 303) refused += 1;
    }
    for (const kind of slug === 'all-four' ? FAULT_KINDS : (['none'] as const)) {
      await program.phcc('stand-in', 'fault', kind);
      for (const path of PAGES) pages.push((await browser.get(program.url + path)).text);
      await program.phcc('stand-in', 'fault', 'none');
    }
  }
  shown = pages.join('\n');
  measured = await (await fetch(`http://${metricsAddress}/metrics`)).text();
  await readTables(database.url);
  logged = (await program.stop()).output;
  await database.drop();
  await directory.remove();
});

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

describe('personal data', () => {
  test('was really there to leak: the pages showed it, and the log was busy', () => {
    expect(shown).toContain('(555) 555-0101');
    expect(shown).toContain('500 PRETEND AVE');
    expect(logged.split('\n').length).toBeGreaterThan(100);
    expect(personalData().length).toBeGreaterThan(50);
    expect(refused).toBeGreaterThan(10);
  });

  test('of VA Profile’s answer that the page does not need reaches nobody', () => {
    expect(shown).not.toContain('MUST-NOT-LEAK');
  });

  test('is in no line of the log, whatever failed', () => {
    const log = logged.toLowerCase();
    expect(personalData().filter((mark) => log.includes(mark.toLowerCase()))).toEqual([]);
    expect(credentials.filter((uuid) => log.includes(uuid))).toEqual([]);
  });

  test('is in no metric, whatever failed', () => {
    expect(measured).toMatch(/phcc_upstream_calls_total\{.*outcome="failed"\} [1-9]/);
    const metrics = measured.toLowerCase();
    expect(personalData().filter((mark) => metrics.includes(mark.toLowerCase()))).toEqual([]);
    expect(credentials.filter((uuid) => metrics.includes(uuid))).toEqual([]);
  });

  test('is in no table, but for the id in a session by which VA Profile knows who is signed in', () => {
    expect([...stored.keys()]).toContain('release_journal');
    for (const [table, rows] of stored) {
      const text = rows.toLowerCase();
      const found = personalData().filter((mark) => text.includes(mark.toLowerCase()));
      expect(found, table).toEqual([]);
      if (table === 'sessions') continue;
      expect(
        credentials.filter((uuid) => text.includes(uuid)),
        table,
      ).toEqual([]);
    }
  });
});
