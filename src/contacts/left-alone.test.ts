import { afterEach, describe, expect, it } from 'vitest';
import { startProfileApp, VISITOR, type ProfileApp } from '../../test/world/profile-app.ts';
import { PROTECTION } from '../../test/world/protection.ts';

const API = '/v0/profile/contacts';
const PAGE = '/profile/contacts';
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';

let app: ProfileApp;
afterEach(() => app.close());

/** A Veteran whose contacts VA Profile is asked for, and does not send. */
async function waitedFor(path: string) {
  const address = await app.listen();
  app.vaProfile.fault({ kind: 'slow' });
  const visit = new AbortController();
  const headers = { [VISITOR]: 'all-four' };
  const first = fetch(address + path, { headers, signal: visit.signal });
  await expect.poll(() => app.vaProfile.requests()).toBe(1);
  return { first, leave: () => visit.abort() };
}

describe('a VA Profile that fails again and again', () => {
  it('is not asked, and the next Veteran hears at once that it can’t be shown', async () => {
    let now = 0;
    app = await startProfileApp({
      protection: PROTECTION,
      now: () => now,
    });
    app.vaProfile.fault({ kind: '500' });
    for (let visit = 0; visit < 5; visit += 1) await app.get(API, { as: 'all-four' });
    app.vaProfile.fault({ kind: 'none' });
    const asked = app.vaProfile.requests();
    const answer = await app.get(API, { as: 'one-of-each' });
    expect(answer.status).toBe(503);
    expect(answer.headers).toMatchObject({ 'retry-after': '60' });
    expect(JSON.parse(answer.body)).toMatchObject({ errors: [{ code: '503', status: '503' }] });
    const page = await app.get(PAGE, { as: 'one-of-each' });
    expect(page.status).toBe(503);
    expect(page.body).toContain('We can’t show your contacts right now');
    expect(page.body).toContain('Try again');
    expect(page.body).toContain('Trying again can help in about 1\u00a0minute.');
    expect(page.headers).toMatchObject({ 'retry-after': '60' });
    expect(app.vaProfile.requests()).toBe(asked);
    expect(app.logged.at(-1)).toMatchObject({ reason: 'breaker-open' });
    now = 60_000;
    expect((await app.get(API, { as: 'one-of-each' })).status).toBe(200);
  });
});

describe('a VA Profile that has all it can take', () => {
  it('leaves no room for another, who is told to try again', async () => {
    const bulkhead = { atOnce: 1, waiting: 0 };
    const protection = { ...PROTECTION, bulkhead };
    app = await startProfileApp({ protection });
    const { first, leave } = await waitedFor(API);
    const answer = await app.get(API, { as: 'one-of-each' });
    expect(answer.status).toBe(503);
    expect(answer.body).toContain('Too many people ask at once.');
    expect((await app.get(PAGE, { as: 'one-of-each' })).body).toContain('Try again');
    expect(app.logged.at(-1)).toMatchObject({ reason: 'overloaded' });
    leave();
    await expect(first).rejects.toThrow('aborted');
  });
});

describe('a Veteran who leaves before the contacts come', () => {
  it('is no longer waited for, and counts as no failure', async () => {
    app = await startProfileApp();
    const { first, leave } = await waitedFor(PAGE);
    leave();
    await expect(first).rejects.toThrow('aborted');
    const said = () => app.logged.map(({ msg }) => msg);
    await expect.poll(said).toContain('the Veteran left before the contacts came');
    expect(said()).not.toContain('contacts could not be read');
  });
});

describe('the trace of a request', () => {
  it.each([API, PAGE])('is in every line that %s leaves in the log', async (path) => {
    app = await startProfileApp();
    const headers = { traceparent: `00-${TRACE}-00f067aa0ba902b7-01` };
    await app.get(path, { as: 'all-four', headers });
    expect(app.logged.map(({ msg, traceId }) => [msg, traceId])).toEqual([
      ['VA Profile answered', TRACE],
      ['contacts read', TRACE],
    ]);
  });
});
