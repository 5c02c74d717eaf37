import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { namedPeople } from '../people/index.ts';
import { FAULT_KINDS } from './fault.ts';
import { startVaProfileStandIn, type VaProfileStandIn } from './index.ts';

const PATH = '/profile-service/profile/v3/2.16.840.1.113883.4.349';
const ALMA = '1d3ec0de000040008000000000000001%5EPN%5E200VIDM%5EUSDVA';
const QUESTION = '{"bios":[{"bioPath":"healthBenefit"}]}';
const HEADERS = {
  accept: 'application/json',
  'content-type': 'application/json',
  'user-agent': 'Vets.gov Agent',
};

let standIn: VaProfileStandIn;
beforeEach(async () => {
  standIn = await startVaProfileStandIn({ people: namedPeople });
});
afterEach(() => standIn.close());

const ask = (path = `${PATH}/${ALMA}`, init: RequestInit = {}) =>
  fetch(standIn.url + path, { method: 'POST', headers: HEADERS, body: QUESTION, ...init });

describe('the stand-in for VA Profile', () => {
  it('answers as VA Profile does, with a whole bio and an audit id', async () => {
    const response = await ask();
    expect(response.status).toBe(200);
    expect(response.headers.get('vaprofiletxauditid')).toMatch(/^[0-9a-f-]{36}$/);
    const text = await response.text();
    expect(text).toContain('"associatedPersons"');
    for (const junk of ['insurer', 'screening', 'facility']) {
      expect(text).toContain(`MUST-NOT-LEAK-${junk}`);
    }
  });

  it.each([
    ['another path', '/profile-service/profile/v2/x', {}, 404],
    ['an identifier with bare carets', `${PATH}/${ALMA.replaceAll('%5E', '^')}`, {}, 404],
    ['GET', undefined, { method: 'GET', body: null }, 405],
    ['another body', undefined, { body: '{"bios":[]}' }, 400],
    ['another content type', undefined, { headers: { ...HEADERS, accept: '*/*' } }, 415],
    ['another agent', undefined, { headers: { ...HEADERS, 'user-agent': 'curl' } }, 400],
  ])('refuses %s, which VA Profile would not understand', async (_what, path, init, status) => {
    expect((await ask(path, init)).status).toBe(status);
  });

  it('strikes exactly the share of requests it was told to, evenly spread', async () => {
    standIn.fault({ kind: '500', share: 0.25 });
    const statuses: number[] = [];
    for (let n = 0; n < 8; n += 1) statuses.push((await ask()).status);
    expect(statuses).toEqual([200, 200, 200, 500, 200, 200, 200, 500]);
  });

  it.each([0.05, 0.1, 0.29, 0.7])('strikes 100 × %d of 100 requests', async (share) => {
    standIn.fault({ kind: '404', share });
    let struck = 0;
    for (let n = 0; n < 100; n += 1) struck += (await ask()).status === 404 ? 1 : 0;
    expect(struck).toBe(Math.round(share * 100));
  });

  it('is well again when told so', async () => {
    standIn.fault({ kind: '500' });
    expect((await ask()).status).toBe(500);
    standIn.fault({ kind: 'none' });
    expect((await ask()).status).toBe(200);
  });

  it('counts every request, whatever was done to it', async () => {
    for (const [before, kind] of FAULT_KINDS.entries()) {
      standIn.fault({ kind });
      const leaving = new AbortController();
      const asked = ask(undefined, { signal: leaving.signal })
        .then((response) => response.text())
        .catch(() => 'lost');
      await expect.poll(() => standIn.requests()).toBe(before + 1);
      leaving.abort();
      await asked;
    }
  });

  it.each([-0.1, 1.1, NaN])('refuses a share of %d', (share) => {
    expect(() => standIn.fault({ kind: '500', share })).toThrow(RangeError);
  });

  it('closes although an answer is still held back', async () => {
    standIn.fault({ kind: 'slow' });
    const held = ask().catch(() => 'lost');
    while (standIn.requests() === 0) await new Promise(setImmediate);
    await standIn.close();
    expect(await held).toBe('lost');
  });
});
