/** What people say of the contacts page, through the whole program: by JSON, in the console, and by token. */
import { readFileSync } from 'node:fs';

import { request } from 'undici';
import { beforeAll, describe, expect, test } from 'vitest';

import { openBrowser, signInAs } from '../../src/stand-ins/visitors/index.ts';
import { apiCaller, codeIn, PAT } from './api-caller.ts';
import { programHere } from './program-here.ts';

const here = programHere();
const { ask, tokenFor } = apiCaller(here);

const PLAN = 'release-plans/personal-health-care-contacts-mvp.md';
const STAGE = 'mvp: Phase I, run 1';
const FORMULA = '=HYPERLINK("http://evil.test";"Let me change it")';

beforeAll(async () => {
  const document = readFileSync(PLAN, 'utf8');
  await ask('POST', '/api/release/plans', { body: { id: 'mvp', document }, as: PAT });
  await ask('POST', '/api/release/plans/mvp/steps/start', { body: {}, as: PAT });
  for (const slug of ['all-four', 'none-on-file']) {
    const body = { email: `${slug}@example.test` };
    await ask('POST', '/api/release/plans/mvp/testers', { body, as: PAT });
  }
});

async function signedIn(slug: string) {
  const browser = openBrowser();
  await signInAs(browser, `${here().url}/sign-in?return=/profile`, slug);
  return browser;
}

async function say(slug: string | null, body: unknown, site = 'same-origin') {
  const browser = slug === null ? openBrowser() : await signedIn(slug);
  const answer = await request(`${here().url}/v0/feedback`, {
    method: 'POST',
    headers: {
      cookie: browser.cookies.getCookieStringSync(here().url),
      'content-type': 'application/json',
      'sec-fetch-site': site,
    },
    body: JSON.stringify(body),
  });
  const text = await answer.body.text();
  const [error] =
    (JSON.parse(text) as { errors?: { code: string; status: string }[] }).errors ?? [];
  return { status: answer.statusCode, code: error?.code, text };
}

describe('an answer by JSON', () => {
  test('is taken once, without what is personal, from people of this site who have the page', async () => {
    expect((await say(null, { answer: 'helpful' })).status).toBe(401);
    expect((await say('all-four', { answer: 'helpful' }, 'cross-site')).code).toBe(
      'from-another-site',
    );
    expect((await say('abroad', { answer: 'helpful' })).status).toBe(404);
    for (const body of [
      {},
      { answer: 'maybe' },
      { answer: 'helpful', remark: 1 },
      { answer: 'helpful', x: 1 },
    ]) {
      expect(await say('all-four', body)).toMatchObject({ status: 400, code: 'invalid-request' });
    }
    const personal = await say('all-four', {
      answer: 'helpful',
      remark: 'Ask Mary-Ann: 555-555-0101',
    });
    expect(personal).toMatchObject({ status: 422, code: 'remark-personal' });
    expect(personal.text).not.toMatch(/Mary|0101/);
    const long = await say('all-four', { answer: 'helpful', remark: 'word '.repeat(120) });
    expect(long).toMatchObject({ status: 422, code: 'remark-too-long' });
    expect(await say('all-four', { answer: 'helpful', remark: FORMULA })).toMatchObject({
      status: 201,
      text: '{"data":{"remark":"kept"}}',
    });
    const again = await say('all-four', { answer: 'not-helpful' });
    expect(again).toMatchObject({ status: 409, code: 'answered-before' });
    await say('none-on-file', { answer: 'not-helpful', remark: 'Too hard to find' });
  });
});

describe('what people said', () => {
  test('is read by token, by stage and state', async () => {
    const { token } = await tokenFor('read');
    const told = await ask('GET', '/api/feedback?state=unread', { token });
    expect(JSON.parse(told.text)).toMatchObject({
      stages: [{ stage: STAGE, answers: 2, helpful: 1, notHelpful: 1, unreadRemarks: 2 }],
      remarks: expect.arrayContaining([
        expect.objectContaining({ text: FORMULA, stage: STAGE, state: 'unread' }),
      ]) as unknown,
    });
    const none = await ask('GET', '/api/feedback?stage=another', { token });
    expect(JSON.parse(none.text)).toMatchObject({ remarks: [] });
    expect(codeIn((await ask('GET', '/api/feedback?state=x', { token })).text)).toBe(
      'no-such-state',
    );
    const { token: other } = await tokenFor('flags');
    expect((await ask('GET', '/api/feedback', { token: other })).status).toBe(403);
  });

  test('is exported so that no spreadsheet takes it for a formula', async () => {
    const browser = await signedIn('reviewer');
    const { text } = await browser.follow(`${here().url}/console/remarks/export`);
    expect(text).toContain(`"'=HYPERLINK(""http://evil.test"";""Let me change it"")"\r\n`);
    expect(text).toContain('"Too hard to find"\r\n');
  });

  test('is marked by who may carry a release, and by nobody else', async () => {
    const remarks = `${here().url}/console/remarks`;
    const page = (await (await signedIn('engineer')).follow(`${remarks}?state=unread`)).text;
    const [, id = ''] = /remarks\/([0-9a-f-]{36})\/mark/.exec(page) ?? [];
    const mark = async (slug: string, of: string, state: string) => {
      const browser = await signedIn(slug);
      const sent = await browser.post(`${remarks}/${of}/mark`, { state, in: 'unread' });
      return (await browser.follow(sent)).text;
    };
    expect(await mark('contact-center', id, 'read')).toContain('The remark was not marked.');
    expect(await mark('engineer', 'no-such', 'read')).toContain('There is no such remark anymore.');
    expect(await mark('engineer', id, 'gone')).toContain('There is no such remark anymore.');
    expect(await mark('engineer', id, 'asks-for-a-change')).toContain('The remark is marked.');
    const marked = await ask('GET', '/api/feedback?state=asks-for-a-change');
    expect(JSON.parse(marked.text)).toMatchObject({ remarks: [{ id, markedBy: 'Enid Gneer' }] });
  });
});
