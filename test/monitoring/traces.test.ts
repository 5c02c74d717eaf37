import { json } from 'node:stream/consumers';

import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';

import { parseSettings } from '../../src/app/settings/index.ts';
import { start, type RunningProgram } from '../../src/app/start.ts';
import { namedPeople } from '../../src/stand-ins/people/index.ts';
import { openBrowser, signInAs } from '../../src/stand-ins/visitors/index.ts';
import { freshDatabase, sharedPostgresUrl } from '../postgres/index.ts';
import { freePort, temporaryDirectory } from '../program/program.ts';
import { benefitOf, serve, type Upstream } from '../world/upstream.ts';

const VETERAN = 'all-four';
const MARK = 'MARKED-BY-A-TEST';
/** Of a contact; pages write names with a capital. */
const CONTACT = 'Zebulona';
const TOKEN = 'a-token-of-a-test-of-no-worth-to-anybody';
const BEGUN = { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b7' };

type Attribute = { readonly key: string; readonly value: Readonly<Record<string, unknown>> };
type Event = { readonly name: string; readonly attributes: readonly Attribute[] };
type Exported = {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly attributes: readonly Attribute[];
  readonly events: readonly Event[];
};
type Batch = {
  readonly resourceSpans: readonly {
    readonly scopeSpans: readonly { readonly spans: readonly Exported[] }[];
  }[];
};

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let database: Awaited<ReturnType<typeof freshDatabase>>;
/** What reached the collector, and what VA Profile was sent as `traceparent`. */
const batches: Batch[] = [];
const passedOn: string[] = [];
let collector: Upstream;
let vaProfile: Upstream;
let program: RunningProgram;

async function startTraced(name: string, endpoint: string): Promise<RunningProgram> {
  const settings = parseSettings({
    PORT: String(await freePort()),
    DATABASE_URL: database.url,
    DATA_DIR: `${directory.path}/${name}`,
    SESSION_SECRET: 'the same for both instances, of course',
    FLIPPER_API_TOKEN: TOKEN,
    VA_PROFILE_URL: vaProfile.url,
    OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
    LOG_LEVEL: 'silent',
  });
  if (!settings.ok) throw new Error(settings.error.join());
  const started = await start(settings.value);
  if (!started.ok) throw new Error(started.error);
  return started.value;
}

beforeAll(async () => {
  directory = await temporaryDirectory();
  database = await freshDatabase(sharedPostgresUrl());
  collector = await serve((request, response) => {
    void json(request).then((batch) => {
      expect(request.url).toBe('/v1/traces');
      batches.push(batch as Batch);
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  vaProfile = await serve((request, response) => {
    passedOn.push(String(request.headers['traceparent']));
    response.writeHead(200, { 'content-type': 'application/json' }).end(benefitOf(CONTACT));
  });
  program = await startTraced('traced', collector.url);
  const opened = await fetch(`${program.url}/flipper/api/features/profile_contacts/boolean`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}` },
  });
  expect(opened.status).toBe(200);
});

afterAll(async () => {
  await program.close();
  await collector.close();
  await vaProfile.close();
  await database.drop();
  await directory.remove();
});

const exported = () =>
  batches.flatMap(({ resourceSpans }) =>
    resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)),
  );

const words = (attributes: readonly Attribute[]) =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));

test('a Veteran’s visit is one trace: the page, the flag that it asked, and the question to VA Profile', async () => {
  const traceparent = `00-${BEGUN.traceId}-${BEGUN.spanId}-01`;
  const browser = openBrowser();
  await signInAs(browser, `${program.url}/sign-in?return=/profile`, VETERAN);
  const cookie = await browser.cookies.getCookieString(program.url);
  const page = await fetch(`${program.url}/profile/contacts?${MARK}`, {
    headers: { cookie, traceparent, 'user-agent': MARK },
  });
  expect(await page.text()).toContain(CONTACT);
  const ofVisit = () => exported().filter(({ traceId }) => traceId === BEGUN.traceId);
  await expect.poll(() => ofVisit().length).toBe(2);
  const named = (name: string) => {
    const span = ofVisit().find((one) => one.name.startsWith(name));
    if (!span) throw new Error(`no span is named ${name}`);
    return span;
  };
  const server = named('GET /profile/contacts');
  const client = named('POST /profile-service');
  expect(server.parentSpanId).toBe(BEGUN.spanId);
  expect(words(server.attributes)).toEqual({
    'http.request.method': 'GET',
    'http.route': '/profile/contacts',
    'http.response.status_code': 200,
    'url.scheme': 'http',
  });
  expect(server.events.map(({ name, attributes }) => [name, words(attributes)])).toEqual([
    [
      'feature_flag.evaluation',
      {
        'feature_flag.key': 'profile_contacts',
        'feature_flag.provider.name': 'personal-health-care-contacts',
        'feature_flag.result.variant': 'on',
        'feature_flag.result.reason': 'static',
      },
    ],
  ]);
  expect(client.parentSpanId).toBe(server.spanId);
  expect(words(client.attributes)).toMatchObject({ 'http.response.status_code': 200 });
  expect(passedOn).toContain(`00-${BEGUN.traceId}-${client.spanId}-01`);
});

test('nothing of a person, and nothing that people typed, is in any trace', async () => {
  const veteran = namedPeople.find(({ slug }) => slug === VETERAN);
  for (const path of [`/profile/${MARK}`, `/v0/profile/${MARK}?${MARK}`, `/%00${MARK}`])
    await fetch(program.url + path, { headers: { traceparent: MARK, cookie: MARK } });
  await fetch(`${program.url}/ofrep/v1/evaluate/flags/${MARK}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify({ context: { targetingKey: MARK } }),
  });
  const flagAsked = () => exported().some(({ name }) => name.includes('/ofrep/'));
  await expect.poll(flagAsked).toBe(true);
  const text = JSON.stringify(batches);
  const personal = [MARK, CONTACT, TOKEN, veteran?.name, veteran?.email, veteran?.credential?.uuid];
  for (const one of personal.filter((part) => part !== undefined)) expect(text).not.toContain(one);
  expect(text).not.toMatch(/[\w.]+@[\w.]+|\d{6,10}V\d{6}|\^PN\^/);
});

test('a request that was not to be sampled is not sent, and VA Profile hears so', async () => {
  const traceId = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa';
  const browser = openBrowser({ traceparent: `00-${traceId}-${BEGUN.spanId}-00` });
  await signInAs(browser, `${program.url}/sign-in?return=/profile`, VETERAN);
  expect((await browser.get(`${program.url}/profile/contacts`)).status).toBe(200);
  expect(passedOn.at(-1)).toMatch(new RegExp(`^00-${traceId}-[\\da-f]{16}-00$`));
  expect(exported().some((span) => span.traceId === traceId)).toBe(false);
});

test('a collector that never answers is not felt, and does not keep the program from stopping', async () => {
  const silent = await serve(() => undefined);
  onTestFinished(silent.close);
  const alone = await startTraced('alone', silent.url);
  for (let n = 0; n < 50; n += 1) expect((await fetch(`${alone.url}/healthz`)).status).toBe(200);
  const startedAt = performance.now();
  await alone.close();
  expect(performance.now() - startedAt).toBeLessThan(20_000);
});
