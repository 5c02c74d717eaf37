/** What pages and other programs report, through the whole program, as the console counts it. */
import { readFileSync } from 'node:fs';

import { request } from 'undici';
import { beforeAll, describe, expect, test } from 'vitest';

import { openBrowser, signInAs } from '../../src/stand-ins/visitors/index.ts';
import { csvRows } from '../world/csv-rows.ts';
import { apiCaller, PAT } from './api-caller.ts';
import { programHere } from './program-here.ts';

const A_MINUTE = 400;
const here = programHere({ REQUESTS_PER_MINUTE: String(A_MINUTE), TRUSTED_PROXIES: '127.0.0.1' });
const { ask, tokenFor } = apiCaller(here);

const PLAN = 'release-plans/personal-health-care-contacts-mvp.md';
const TAP = { event: 'phone-tapped', number: 'help-line' };
const PERSON = '6f9619ff-8b86-4d01-b42d-00cf4fc964ff';

let ada: Awaited<ReturnType<typeof signedIn>>;
let operator: Awaited<ReturnType<typeof signedIn>>;

beforeAll(async () => {
  ada = await signedIn('all-four');
  operator = await signedIn('product-manager');
  const document = readFileSync(PLAN, 'utf8');
  await ask('POST', '/api/release/plans', { body: { id: 'mvp', document }, as: PAT });
  await ask('POST', '/api/release/plans/mvp/steps/start', { body: {}, as: PAT });
  const body = { email: 'all-four@example.test' };
  await ask('POST', '/api/release/plans/mvp/testers', { body, as: PAT });
  await ask('POST', '/flipper/api/features', { body: { name: 'letters' } });
});

async function signedIn(slug: string) {
  const browser = openBrowser();
  await signInAs(browser, `${here().url}/sign-in?return=/profile`, slug);
  return browser;
}

type Report = { readonly headers?: Readonly<Record<string, string>>; readonly body: object };

async function report({ headers = {}, body }: Report) {
  const answer = await request(`${here().url}/v0/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const text = await answer.body.text();
  const { errors, code } = JSON.parse(text) as { errors?: { code: string }[]; code?: string };
  return { status: answer.statusCode, code: errors?.[0]?.code ?? code, text };
}

const fromPage = (fields: object, headers = {}) =>
  report({
    headers: {
      cookie: ada.cookies.getCookieStringSync(here().url),
      'sec-fetch-site': 'same-origin',
      ...headers,
    },
    body: { page: 'contacts', device: 'phone', language: 'en', events: [TAP], ...fields },
  });

type Reported = { readonly token?: string } & Readonly<Record<string, unknown>>;

function fromProgram({ token, id, feature = 'profile_contacts', ...fields }: Reported) {
  const one = { person: PERSON, cohort: 'tester', share: 0, device: 'tablet', language: 'es' };
  const body = { id, feature, reports: [{ ...one, events: [TAP], ...fields }] };
  return report({ headers: { authorization: `Bearer ${token ?? ''}` }, body });
}

/** The days as the console has them: people, views, phone taps, added up. */
async function counted() {
  const { text } = await operator.get(`${here().url}/console/analytics.csv`);
  const sum = (name: string) =>
    csvRows(text).reduce((all, day) => all + Number(day[name] ?? NaN), 0);
  return { people: sum('people'), views: sum('views'), taps: sum('phone_taps') };
}

describe('a page', () => {
  test('that sends a batch again counts it once, and without an id each time', async () => {
    const { taps } = await counted();
    const id = crypto.randomUUID();
    const answers = await Promise.all([1, 2, 3].map(() => fromPage({ id })));
    answers.push(await fromPage({ id }));
    expect(answers.map(({ text }) => text)).toEqual([1, 2, 3, 4].map(() => '{"counted":1}'));
    await fromPage({});
    await fromPage({});
    expect((await counted()).taps).toBe(taps + 3);
  });

  test('that uses an id for something else loses nothing by it', async () => {
    const { taps } = await counted();
    const id = crypto.randomUUID();
    await fromPage({ id });
    await fromPage({ id, events: [TAP, TAP] });
    expect((await counted()).taps).toBe(taps + 3);
  });

  test('is one of ours, whatever password the browser sends along', async () => {
    const authorization = `Basic ${Buffer.from('x:wrong').toString('base64')}`;
    expect((await fromPage({}, { authorization })).status).toBe(200);
    const elsewhere = { authorization, 'sec-fetch-site': 'cross-site' };
    const from = await request(`${here().url}/v0/events`, {
      method: 'POST',
      headers: { cookie: ada.cookies.getCookieStringSync(here().url), ...elsewhere },
    });
    expect(from.statusCode).toBe(403);
  });

  test('is refused with a sentence when a name stands twice', async () => {
    const answer = await request(`${here().url}/v0/events`, {
      method: 'POST',
      headers: {
        cookie: ada.cookies.getCookieStringSync(here().url),
        'sec-fetch-site': 'same-origin',
        'content-type': 'application/json',
      },
      body: '{"page": "contacts", "page": "hub"}',
    });
    expect(answer.statusCode).toBe(400);
    expect(await answer.body.text()).toContain('twice');
  });
});

describe('another program', () => {
  test('reports by a token for its feature, and each batch counts once, also with another token', async () => {
    const { token } = await tokenFor('observations:profile_contacts');
    const before = await counted();
    const id = crypto.randomUUID();
    const view = { id, token, events: [{ event: 'page-view' }, TAP] };
    const answers = await Promise.all([fromProgram(view), fromProgram(view)]);
    const { token: another } = await tokenFor('observations');
    answers.push(await fromProgram({ ...view, token: another }));
    expect(answers.map(({ text }) => text)).toEqual([1, 2, 3].map(() => '{"counted":2}'));
    await fromProgram({ ...view, id: crypto.randomUUID() });
    expect(await counted()).toEqual({
      people: before.people + 1,
      views: before.views + 2,
      taps: before.taps + 2,
    });
  });

  test('reports of a feature without a release, which is none of this page', async () => {
    const { token } = await tokenFor('observations');
    const before = await counted();
    const letters = { token, feature: 'letters', cohort: 'open', share: 0.3 };
    expect((await fromProgram({ ...letters, id: crypto.randomUUID() })).status).toBe(200);
    expect(await counted()).toEqual(before);
  });

  test('is refused with a sentence, and nothing is counted', async () => {
    const { token } = await tokenFor('observations');
    const { token: ofLetters } = await tokenFor('observations:letters');
    const { token: reads } = await tokenFor('read');
    const before = await counted();
    const id = crypto.randomUUID();
    const refusals = [
      await fromProgram({ id, token: 'wrong' }),
      await fromProgram({ id, token: reads }),
      await fromProgram({ id, token: ofLetters }),
      await fromProgram({ id, token, feature: 'unknown_feature' }),
      await fromProgram({ id, token, cohort: 'open', share: 0.5 }),
      await fromProgram({ token }),
      await fromProgram({ id, token, note: 'a remark' }),
    ];
    expect(refusals.map(({ status, code }) => [status, code])).toEqual([
      [401, 'token-refused'],
      [403, 'token-out-of-scope'],
      [403, 'token-out-of-scope'],
      [404, 'no-such-feature'],
      [400, 'share-not-in-force'],
      [400, 'events-invalid'],
      [400, 'events-invalid'],
    ]);
    expect(refusals.filter(({ text }) => text.includes(PERSON))).toEqual([]);
    expect(await counted()).toEqual(before);
  });

  test('may report so often a minute by its token, from however many addresses', async () => {
    const { token } = await tokenFor('observations');
    const { token: another } = await tokenFor('observations');
    const from = (address: number, authorization = `Bearer ${token}`) =>
      report({ headers: { authorization, 'x-forwarded-for': `198.51.100.${address}` }, body: {} });
    const answers = await Promise.all(
      Array.from({ length: A_MINUTE + 1 }, (_, one) => from(one % 250)),
    );
    expect(answers.filter(({ code }) => code === 'too-many-requests')).toHaveLength(1);
    expect((await from(1, `Bearer ${another}`)).code).toBe('events-invalid');
  });
});
