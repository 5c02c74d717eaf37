import { createSocket } from 'node:dgram';
import { once } from 'node:events';

import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { parseSettings } from '../../src/app/settings/index.ts';
import { start, type RunningProgram } from '../../src/app/start.ts';
import { METRICS } from '../../src/monitoring/metrics.ts';
import { namedPeople } from '../../src/stand-ins/people/index.ts';
import { openBrowser, signInAs } from '../../src/stand-ins/visitors/index.ts';
import { sendRaw } from '../doors/asking.ts';
import { freshDatabase, sharedPostgresUrl } from '../postgres/index.ts';
import { freePort, temporaryDirectory } from '../program/program.ts';
import { seriesIn, sumOf } from '../world/exposition.ts';

const TOKEN = 'a-token-of-a-test-of-no-worth-to-anybody';
const VETERAN = 'all-four';

type Instance = RunningProgram & { readonly metricsUrl: string };

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let database: Awaited<ReturnType<typeof freshDatabase>>;
/** What the first instance sent as DogStatsD. */
const sent: string[] = [];
const receiver = createSocket('udp4', (bytes) => sent.push(...bytes.toString().split('\n')));
let here: Instance;
let there: Instance;

async function startInstance(name: string, environment = {}): Promise<Instance> {
  const metricsAt = `127.0.0.1:${await freePort()}`;
  const settings = parseSettings({
    PORT: String(await freePort()),
    METRICS_ADDRESS: metricsAt,
    DATABASE_URL: database.url,
    DATA_DIR: `${directory.path}/${name}`,
    SESSION_SECRET: 'the same for both instances, of course',
    FLIPPER_API_TOKEN: TOKEN,
    REQUESTS_PER_MINUTE: '1000000',
    LOG_LEVEL: 'silent',
    ...environment,
  });
  if (!settings.ok) throw new Error(settings.error.join());
  const started = await start(settings.value);
  if (!started.ok) throw new Error(started.error);
  return { ...started.value, metricsUrl: `http://${metricsAt}` };
}

beforeAll(async () => {
  directory = await temporaryDirectory();
  database = await freshDatabase(sharedPostgresUrl());
  receiver.bind(0, '127.0.0.1');
  await once(receiver, 'listening');
  const { port } = receiver.address();
  here = await startInstance('here', { STATSD_URL: `udp://127.0.0.1:${port}` });
  there = await startInstance('there');
});

afterAll(async () => {
  await here.close();
  await there.close();
  receiver.close();
  await database.drop();
  await directory.remove();
});

const withToken = { authorization: `Bearer ${TOKEN}` };

async function scrape({ metricsUrl }: Instance): Promise<string> {
  const answer = await fetch(`${metricsUrl}/metrics`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  return answer.text();
}

async function ask({ url }: Instance, path: string, headers: Record<string, string> = {}) {
  const answer = await request(url + path, { headers });
  await answer.body.dump();
  return answer.statusCode;
}

/** What was counted between two scrapes. */
function rise(before: string, after: string, name: string, labels = {}): number {
  return sumOf(after, name, labels) - sumOf(before, name, labels);
}

describe('each of two instances', () => {
  test('counts what it served, and nothing of the other', async () => {
    const [hereBefore, thereBefore] = [await scrape(here), await scrape(there)];
    const ledger = new Map<string, number>();
    const paths = [
      '/profile',
      '/healthz',
      '/readyz',
      '/nowhere',
      '/flipper/api/features',
      '/',
      '/%',
    ];
    for (let round = 0; round < 5; round += 1) {
      for (const path of paths) {
        const statusClass = `${String(await ask(here, path))[0]}xx`;
        ledger.set(statusClass, (ledger.get(statusClass) ?? 0) + 1);
      }
    }
    const after = await scrape(here);
    for (const [statusClass, count] of ledger) {
      const labels = { status_class: statusClass };
      expect(rise(hereBefore, after, 'phcc_http_requests_total', labels)).toBe(count);
    }
    expect(rise(hereBefore, after, 'phcc_http_requests_total')).toBe(5 * paths.length);
    const healthz = { route: '/healthz' };
    expect(rise(hereBefore, after, 'phcc_http_request_duration_seconds_count', healthz)).toBe(5);
    expect(rise(thereBefore, await scrape(there), 'phcc_http_requests_total')).toBe(0);
  });

  test('counts the questions behind its pages, and the answers of its flags', async () => {
    const toggle = `${here.url}/flipper/api/features/profile_contacts/boolean`;
    await request(toggle, { method: 'POST', headers: withToken });
    const browser = openBrowser();
    await signInAs(browser, `${here.url}/sign-in?return=/profile`, VETERAN);
    const before = await scrape(here);
    for (let visit = 0; visit < 4; visit += 1) {
      expect((await browser.get(`${here.url}/profile/contacts`)).status).toBe(200);
    }
    const after = await scrape(here);
    const page = { route: '/profile/contacts', status_class: '2xx', cause: 'none', method: 'GET' };
    expect(rise(before, after, 'phcc_http_requests_total', page)).toBe(4);
    const answered = { upstream: 'va-profile', outcome: 'answered' };
    expect(rise(before, after, 'phcc_upstream_calls_total', answered)).toBe(4);
    expect(
      rise(before, after, 'phcc_upstream_call_duration_seconds_count', { upstream: 'va-profile' }),
    ).toBe(4);
    expect(rise(before, after, 'phcc_flag_evaluations_total', { reason: 'boolean' })).toBe(4);
    const asked = { upstream: 'identity-provider', outcome: 'answered' };
    expect(sumOf(after, 'phcc_upstream_calls_total', asked)).toBeGreaterThan(0);
    const closed = { upstream: 'va-profile', state: 'closed' };
    expect(sumOf(after, 'phcc_upstream_breaker_state', closed)).toBe(1);
  });

  test('says which of them leads, and when it last looked', async () => {
    const leaders = async () =>
      sumOf(await scrape(here), 'phcc_release_leader') +
      sumOf(await scrape(there), 'phcc_release_leader');
    await expect.poll(leaders).toBe(1);
    for (const one of [here, there]) {
      const text = await scrape(one);
      expect(sumOf(text, 'phcc_release_last_look_age_seconds')).toBeLessThan(60);
      expect(sumOf(text, 'phcc_flag_snapshot_age_seconds')).toBeLessThan(30);
      expect(sumOf(text, 'phcc_database_connections')).toBeGreaterThan(0);
      expect(sumOf(text, 'phcc_database_statement_duration_seconds_count')).toBeGreaterThan(0);
    }
  });
});

test('the same is sent as DogStatsD, with the tags of who sends it', async () => {
  await ask(here, '/healthz');
  const counted = () => sent.filter((line) => line.startsWith('phcc_http_requests_total:'));
  await expect.poll(counted).not.toEqual([]);
  for (const tag of ['env:development', 'service:personal-health-care-contacts', 'team:profile'])
    expect(counted()[0]).toContain(tag);
});

test('what is told is what the table of metrics has, by name and by label', async () => {
  const text = await scrape(here);
  const told = [...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)].map(([, name, kind]) => [name, kind]);
  const declared = Object.entries(METRICS).map(([name, { kind }]) => [name, kind]);
  expect(told.toSorted()).toEqual(declared.toSorted());
  const labelsOf = new Map<string, readonly string[]>(
    Object.entries(METRICS).map(([name, { labels }]) => [name, Object.keys(labels)]),
  );
  for (const { name, labels } of seriesIn(text)) {
    const known = labelsOf.get(name) ?? labelsOf.get(name.replace(/_(bucket|sum|count)$/, ''));
    const named = Object.keys(labels).filter((label) => label !== 'le');
    expect(named.toSorted(), name).toEqual(known?.toSorted());
  }
});

test('addresses that nobody has, methods that nobody knows and hosts of any name add no series', async () => {
  const random = () => Math.random().toString(36).slice(2);
  const around = [
    '',
    '/profile/',
    '/v0/profile/',
    '/flipper/api/',
    '/api/release/plans/',
    '/assets/',
  ];
  const askAll = async (round: number) => {
    for (let n = 0; n < round; n += 1) {
      const path = `${around[n % around.length] ?? ''}/${random()}?name=${random()}`;
      await ask(here, path, n % 2 === 0 ? withToken : { host: `${random()}.example` });
    }
    for (const method of ['GET', 'PROPFIND', 'BREW'])
      await sendRaw(here.url, `${method} /${random()} HTTP/1.1\r\nhost: x\r\n\r\n`);
  };
  await askAll(4 * around.length);
  const before = seriesIn(await scrape(here)).length;
  await askAll(1_000);
  expect(seriesIn(await scrape(here)).length).toBe(before);
});

test('nothing of a person, and nothing that people typed, is among the metrics', async () => {
  const mark = 'MARKED-BY-A-TEST';
  const veteran = namedPeople.find(({ slug }) => slug === VETERAN);
  const browser = openBrowser({ 'x-mark': mark, 'user-agent': mark });
  await signInAs(browser, `${here.url}/sign-in?return=/profile`, VETERAN);
  expect((await browser.get(`${here.url}/profile/contacts`)).text).toContain('(555) 555-0101');
  for (const path of [`/profile/${mark}`, `/v0/profile/${mark}?${mark}`])
    await browser.get(here.url + path);
  for (const path of [`/ofrep/v1/evaluate/flags/${mark}`, `/flipper/api/features/${mark}`])
    await request(here.url + path, {
      method: 'POST',
      headers: { ...withToken, 'content-type': 'application/json' },
      body: JSON.stringify({ name: mark, context: { targetingKey: mark } }),
    });
  const text = [await scrape(here), await scrape(there), ...sent].join('\n');
  const contacts = (veteran?.contacts ?? []).flatMap(({ givenName, familyName, primaryPhone }) => [
    givenName,
    familyName,
    primaryPhone,
  ]);
  const personal = [mark, veteran?.name, veteran?.email, veteran?.credential?.uuid, ...contacts];
  for (const one of personal.filter((part) => part !== undefined && part.length > 2))
    expect(text).not.toContain(one);
  expect(text).not.toMatch(/[\w.]+@[\w.]+|\d{6,10}V\d{6}/);
});

describe('who may read the metrics', () => {
  const metricsWith = (headers: Record<string, string>) => ask(here, '/metrics', headers);

  test('is nobody at the public address without a token with the scope “metrics”', async () => {
    const created = await request(`${here.url}/api/tokens`, {
      method: 'POST',
      headers: { ...withToken, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'prometheus', scopes: ['metrics'] }),
    });
    const { secret } = (await created.body.json()) as { secret: string };
    expect(await metricsWith({})).toBe(401);
    expect(await metricsWith({ authorization: 'Bearer wrong' })).toBe(401);
    expect(await metricsWith({ authorization: `Bearer ${secret}` })).toBe(200);
    const elsewhere = await ask(here, '/api/flags', { authorization: `Bearer ${secret}` });
    expect(elsewhere).toBe(403);
  });

  test('is whoever reaches the address of their own, and finds nothing else there', async () => {
    const at = here.metricsUrl;
    for (const path of ['/', '/profile', '/metrics/x', '/healthz', '/console', '/%', '/metrics%00'])
      expect((await request(at + path)).statusCode, path).toBeGreaterThanOrEqual(400);
    const hostile = [
      'hello\r\n\r\n',
      'GET /metrics HTTP/1.1\r\n\r\n',
      `GET /metrics HTTP/1.1\r\nhost: x\r\na: ${'x'.repeat(20_000)}\r\n\r\n`,
      'POST /metrics HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\n\r\nhello',
      'DELETE /metrics HTTP/1.1\r\nhost: x\r\n\r\n',
      'TRACE /metrics HTTP/1.1\r\nhost: x\r\n\r\n',
      'PROPFIND /metrics HTTP/1.1\r\nhost: x\r\n\r\n',
      'GET /metrics HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n',
    ];
    for (const bytes of hostile) {
      const { status } = await sendRaw(at, bytes);
      expect(status, bytes.slice(0, 40)).toBeGreaterThanOrEqual(400);
      expect(status, bytes.slice(0, 40)).toBeLessThan(500);
    }
    expect((await request(`${at}/metrics`, { method: 'HEAD' })).statusCode).toBe(200);
    await scrape(here);
  });
});
