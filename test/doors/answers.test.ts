/**
 * What the APIs answer when they say yes, held against /openapi.json: every operation with JSON is asked as its users
 * ask, and what comes must be described to the last field.
 */
import { readFileSync } from 'node:fs';

import { request } from 'undici';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

import { openBrowser, signInAs } from '../../src/stand-ins/visitors/index.ts';
import { serve } from '../world/upstream.ts';
import { PAT } from './api-caller.ts';
import { comparedWith, type ApiDescription, type DescribedResponse } from './described.ts';
import { programHere, TOKEN } from './program-here.ts';

const receiver = await serve((asked, answer) => {
  asked.resume();
  answer.writeHead(204).end();
});
const here = programHere({ ALERT_URL: `${receiver.url}/alerts` });
afterAll(() => receiver.close());

let description: ApiDescription;
let differenceOf: ReturnType<typeof comparedWith>;
const met = new Set<string>();
const differences: string[] = [];

beforeAll(async () => {
  const text = await (await request(`${here().url}/openapi.json`)).body.text();
  description = JSON.parse(text) as ApiDescription;
  differenceOf = comparedWith(text);
});

const OPENING = { ...PAT, 'x-acting-why': 'A%20test%20asks' };
const CONNIE = { 'x-acting-as': 'Connie', 'x-acting-role': 'contact-center' };

type Asked = {
  /** What the placeholders of the path stand for, in their order. */
  readonly at?: readonly string[];
  readonly query?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** The status that is meant, where it is no yes. */
  readonly refused?: number;
};

/** Asks, and notes whether the answer is a yes that is described. */
async function ask(operation: string, asked: Asked = {}) {
  const { statusCode: status, headers, body } = await send(operation, asked);
  const text = await body.text();
  const contentType = String(headers['content-type'] ?? '');
  const difference = differenceOf({ operation, status, contentType, text });
  if (difference !== null) differences.push(difference);
  if (status < 300) met.add(operation);
  else if (status !== asked.refused) differences.push(`${operation}: ${status} ${text}`);
  return text;
}

function send(operation: string, { at = [], query = '', body, headers = OPENING }: Asked) {
  const [method = '', path = ''] = operation.split(' ');
  const places = [...at];
  const url = here().url + path.replace(/\{\w+\}/g, () => places.shift() ?? '') + query;
  return request(url, {
    method: method.toUpperCase() as 'GET',
    headers: {
      authorization: `Bearer ${TOKEN}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    body: body === undefined ? null : JSON.stringify(body),
  });
}

const CANARY = { at: ['canary'] };
const MVP = { at: ['mvp'] };
const why = { reason: 'A test asks' };

test('flags answer as described, by every door', async () => {
  const expression = { Any: [{ Equal: [{ Property: ['plan'] }, 'basic'] }] };
  const at = (...names: readonly string[]) => ({ at: names });
  const ofFeature = '/flipper/api/features/{feature}';
  const actor = { flipper_id: 'User;1' };
  const context = { targetingKey: 'User;1' };
  const letters = at('letters');
  const any = { name: 'anybody', allow_unregistered_groups: true };
  await ask('post /flipper/api/features', { body: { name: 'letters' } });
  await ask(`post ${ofFeature}/actors`, { ...letters, body: actor });
  await ask(`post ${ofFeature}/expression`, { ...letters, body: expression });
  await ask(`post ${ofFeature}/boolean`, { ...at('plain'), body: {} });
  await ask(`post ${ofFeature}/groups`, { ...letters, body: any });
  await ask(`delete ${ofFeature}/groups`, { ...letters, body: any });
  for (const share of ['percentage_of_actors', 'percentage_of_time']) {
    await ask(`post ${ofFeature}/${share}`, { ...letters, body: { percentage: '12.5' } });
    await ask(`delete ${ofFeature}/${share}`, letters);
  }
  await ask(`delete ${ofFeature}/actors`, { ...letters, body: actor });
  await ask(`delete ${ofFeature}/boolean`, letters);
  await ask(`delete ${ofFeature}/expression`, letters);
  await ask(`delete ${ofFeature}/clear`, at('plain'));
  await ask(`delete ${ofFeature}`, at('plain'));
  await ask('post /flipper/api/{path}', { ...at('features/a/b/boolean'), body: {} });
  await ask('delete /flipper/api/{path}', at('features/a/b/boolean'));
  for (const query of ['', '?exclude_gates=true', '?exclude_gate_names=true']) {
    await ask('get /flipper/api/features', { query });
    await ask(`get ${ofFeature}`, { ...letters, query });
    await ask('get /flipper/api/actors/{actor}', { ...at('User%3B1'), query });
    await ask('get /flipper/api/{path}', { ...at('features/a/b'), query });
  }
  const file = await ask('get /flipper/api/export');
  await ask('post /flipper/api/import', { body: JSON.parse(file) as unknown });
  await ask(`post ${ofFeature}/actors`, { ...letters, body: actor });
  await ask('post /ofrep/v1/evaluate/flags', { body: { context } });
  await ask('post /ofrep/v1/evaluate/flags', { body: {} });
  await ask('post /ofrep/v1/evaluate/flags/{path}', { ...letters, body: { context } });
  await ask('get /v0/feature_toggles');
  await ask('get /v0/feature_toggles', { query: '?features=letters,noSuch' });
  await ask('get /api/flags');
  await ask('get /api/flags/{name}/check', at('letters'));
  const history = await ask('get /api/flags/{name}/history', at('letters'));
  const { entries } = JSON.parse(history) as { entries: readonly { id: number }[] };
  const newest = String(entries[0]?.id);
  await ask('get /api/flags/history/{id}/undo', at(newest));
  await ask('post /api/flags/history/{id}/undo', at(newest));
  expect(differences.splice(0)).toEqual([]);
});

test('releases answer as described, from the draft to the rollback', async () => {
  const load = (id: string, file: string) =>
    ask('post /api/release/plans', { body: { id, document: readFileSync(file, 'utf8') } });
  await load('canary', 'test/plans/canary.md');
  await load('mvp', 'release-plans/personal-health-care-contacts-mvp.md');
  await testing();
  await decision();
  await rollout();
  await alerts();
  for (const step of ['get /api/release/plans/{id}', 'get /api/release/plans/{id}/measurements']) {
    await ask(step, CANARY);
    await ask(step, MVP);
  }
  await ask('get /api/release/plans');
  expect(differences.splice(0)).toEqual([]);
});

const stepOf = (id: string) => (name: string, body: object) =>
  name === 'hold' || name === 'rollback'
    ? ask(`post /api/release/plans/{id}/steps/${name}`, { at: [id], body })
    : ask('post /api/release/plans/{id}/steps/{step}', { at: [id, name], body });
const enter = (what: string, body: object, headers?: Asked['headers']) =>
  ask(`post /api/release/plans/{id}/${what}`, { ...MVP, body, ...(headers && { headers }) });

async function testing() {
  await stepOf('mvp')('start', why);
  const session = {
    startsAt: '2027-02-01T14:00-05:00',
    endsAt: '2027-02-01T15:00-05:00',
    moderator: 'Mo Derator',
    tasks: ['Find it'],
  };
  await enter('sessions', { ...session, participants: ['P1'], device: 'Phone' });
  await enter('sessions', { ...session, participants: ['P2'] });
  await ask('delete /api/release/plans/{id}/sessions', { ...MVP, body: { session: 2, ...why } });
  await enter('testers', { email: 'all-four@example.test', participant: 'P1' });
  const second = { email: 'none-on-file@example.test' };
  await enter('testers', second);
  await ask('delete /api/release/plans/{id}/testers', { ...MVP, body: second });
  await enter('tasks', { session: 1, participant: 'P1', task: 1, outcome: 'done' });
  await enter('bugs', { severity: 'low', ticket: 'https://example.test/1' });
  await enter('results', { place: 'testing', field: 'changes', choice: 'no', ...why });
}

async function decision() {
  await enter('answers', { yes: true, ...why });
  await enter('items', { item: 1, answer: 'yes', link: 'https://example.test/2' });
  const none = { wrongContact: 0, cannotChange: 0, other: 0 };
  await enter('calls', { day: '2026-11-01', confused: 1, ...none }, CONNIE);
}

async function rollout() {
  const step = stepOf('canary');
  await step('start', why);
  const conditions = [{ text: 'The guide is printed', owner: 'product-manager' }];
  await step('go', { ...why, upTo: 'A', conditions });
  const closing = { condition: 1, link: 'https://example.test/3', ...why };
  await ask('post /api/release/plans/{id}/conditions', { ...CANARY, body: closing });
  await step('go', why);
  await step('advance', { ...why, override: true, to: 'A' });
  await observe([{ kind: 'heartbeat', toggle: 'canary', cohort: 'open' }, { kind: 'nothing' }]);
  await observe([{ kind: 'nothing' }], 400);
  await step('hold', why);
  await step('resume', why);
  for (const to of ['B', 'C', 'fully-on']) await step('advance', { ...why, override: true, to });
  const waived = { checkIn: 'one-week', waive: true, ...why };
  await ask('post /api/release/plans/{id}/check-ins', { ...CANARY, body: waived });
  await step('rollback', why);
}

const observe = (observations: readonly object[], refused?: number) =>
  ask('post /api/release/observations', {
    body: { source: 'app', observations },
    ...(refused !== undefined && { refused }),
  });

/** One that was taken is not sent twice, and is said to be taken. */
async function alerts() {
  const key = await vi.waitFor(async () => {
    const { deliveries } = JSON.parse(await ask('get /api/release/deliveries')) as {
      deliveries: readonly { key: string; state: string }[];
    };
    const taken = deliveries.find(({ state }) => state === 'taken');
    if (!taken) throw new Error('no alert was taken yet');
    return taken.key;
  }, WAIT);
  await ask('post /api/release/deliveries/resend', { body: { key } });
}

const WAIT = { timeout: 60_000, interval: 200 };

test('what people and pages ask answers as described', async () => {
  const ada = openBrowser();
  await signInAs(ada, `${here().url}/sign-in?return=/profile`, 'all-four');
  const cookie = ada.cookies.getCookieStringSync(here().url);
  const headers = { cookie, 'sec-fetch-site': 'same-origin', authorization: '' };
  await ask('get /v0/profile/contacts', { headers });
  const inCamelCase = { ...headers, 'x-key-inflection': 'camel' };
  await ask('get /v0/profile/contacts', { headers: inCamelCase });
  await ask('get /v0/feature_toggles', { headers });
  const events = [{ event: 'phone-tapped', number: 'help-line' }];
  const page = { page: 'contacts', device: 'phone', language: 'en', events };
  await ask('post /v0/events', { headers, body: page });
  await ask('post /v0/feedback', { headers, body: { answer: 'helpful', remark: 'Works well' } });
  await ask('post /sign-in/stay', { headers });
  const signedOut = { ...headers, cookie: '' };
  await ask('post /sign-in/stay', { headers: signedOut, refused: 401 });
  await ask('get /api/feedback');
  expect(differences.splice(0)).toEqual([]);
});

test('the program itself answers as described, in development too', async () => {
  for (const path of ['/healthz', '/readyz', '/openapi.json']) await ask(`get ${path}`);
  await ask('post /api/tokens', { body: { name: 'letters', scopes: ['read'] } });
  await ask('get /api/tokens');
  await ask('get /api/development/clock');
  await ask('post /api/development/clock', { body: { minutes: 1 } });
  await ask('post /api/development/stand-in/fault', { body: { kind: 'none' } });
  await ask('post /api/development/page-fault', { body: { kind: 'none' } });
  await ask('get /api/development/traffic');
  await ask('post /api/development/traffic', { body: { from: 1, people: 1, visits: 1 } });
  expect(differences.splice(0)).toEqual([]);
});

test('no operation that answers with JSON was left out', () => {
  const isJson = ([status, { content = {} }]: [string, DescribedResponse]) =>
    status < '300' && 'application/json' in content;
  const withJson = Object.entries(description.paths).flatMap(([path, operations]) =>
    Object.entries(operations)
      .filter(([, { responses }]) => Object.entries(responses).some(isJson))
      .map(([method]) => `${method} ${path}`),
  );
  expect(withJson.filter((operation) => !met.has(operation))).toEqual([]);
});
