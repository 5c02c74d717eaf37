import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PROTECTION } from '../../test/world/protection.ts';
import { createLog } from '../lib/log.ts';
import { namedPeople, namedPerson } from '../stand-ins/people/index.ts';
import { startVaProfileStandIn, type VaProfileStandIn } from '../stand-ins/va-profile/index.ts';
import { createVaProfileClient } from './index.ts';

const ALMA = { provider: 'idme', uuid: '1d3ec0de000040008000000000000001' } as const;
const STRANGER = { provider: 'logingov', uuid: '00000000-0000-4000-8000-000000000000' } as const;
const UUID = /^[0-9a-f-]{36}$/;

/** Long enough for loopback; a test that waits for it to pass has to be about it. */
const SHORT_MS = 400;
/** For what hangs. */
const LONG_MS = 60_000;

let lines: Record<string, unknown>[] = [];
const log = createLog(
  'debug',
  new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      lines.push(JSON.parse(chunk.toString()) as Record<string, unknown>);
      done();
    },
  }),
);

let clean: (() => Promise<void>)[] = [];

/** A client that is closed with the test. */
const clientOf = (baseUrl: string, deadlineMs = LONG_MS) => {
  const client = createVaProfileClient({ baseUrl, deadlineMs, log, protection: PROTECTION });
  clean.push(client.close);
  return client;
};

beforeEach(() => {
  lines = [];
});
afterEach(async () => {
  for (const step of clean.reverse()) await step();
  clean = [];
});

describe('VA Profile as it should be', () => {
  let standIn: VaProfileStandIn;
  beforeEach(async () => {
    standIn = await startVaProfileStandIn({ people: namedPeople });
    clean.push(standIn.close);
  });

  it('gives every contact of each person it knows, and nothing beside the contacts', async () => {
    for (const { credential, contacts } of namedPeople) {
      if (!credential || !contacts) continue;
      const answer = await clientOf(standIn.url).healthBenefit(credential);
      expect(answer).toEqual({
        ok: true,
        value: { associatedPersons: contacts, auditId: expect.stringMatching(UUID) as string },
      });
    }
  });

  it('leaves no trace of insurance, screening or record keeping in answer or log', async () => {
    const answer = await clientOf(standIn.url).healthBenefit(ALMA);
    expect(JSON.stringify([answer, lines])).not.toContain('MUST-NOT-LEAK');
  });

  it('writes one line per exchange, which says nothing about the person', async () => {
    await clientOf(standIn.url).healthBenefit(ALMA);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({
      msg: 'VA Profile answered',
      upstreamStatus: 200,
      auditId: expect.stringMatching(UUID) as string,
      durationMs: expect.any(Number) as number,
      contactCount: 4,
    });
    const written = JSON.stringify(lines);
    for (const secret of [ALMA.uuid, '200VIDM', 'profile-service', 'SAMPLE', '(555)']) {
      expect(written).not.toContain(secret);
    }
  });

  it('knows a person by a Login.gov credential as well', async () => {
    const owen = namedPerson('one-of-each').credential;
    expect(owen?.provider).toBe('logingov');
    if (owen) expect(await clientOf(standIn.url).healthBenefit(owen)).toHaveProperty('ok', true);
  });

  it('says not-found with code and audit id when VA Profile does not know the person', async () => {
    expect(await clientOf(standIn.url).healthBenefit(STRANGER)).toEqual({
      ok: false,
      error: {
        kind: 'not-found',
        upstreamStatus: 404,
        upstreamCode: 'MVI201',
        auditId: expect.stringMatching(UUID) as string,
      },
    });
    expect(lines).toMatchObject([{ code: 'not-found', upstreamCode: 'MVI201' }]);
  });

  it.each([
    ['500-code', { kind: 'failed', upstreamStatus: 500, upstreamCode: 'MVI203' }],
    ['500', { kind: 'failed', upstreamStatus: 500, upstreamCode: null }],
    ['404', { kind: 'not-found', upstreamStatus: 404, upstreamCode: 'MVI201' }],
    ['malformed', { kind: 'malformed', upstreamStatus: 200, upstreamCode: null }],
  ] as const)(
    'names the failure and keeps the audit id when it answers %s',
    async (kind, expected) => {
      standIn.fault({ kind });
      const answer = await clientOf(standIn.url).healthBenefit(ALMA);
      const auditId = expect.stringMatching(UUID) as string;
      expect(answer).toEqual({ ok: false, error: { ...expected, auditId } });
    },
  );

  it.each(['slow', 'drip'] as const)('gives up at the deadline when it is %s', async (kind) => {
    standIn.fault({ kind });
    const answer = await clientOf(standIn.url, SHORT_MS).healthBenefit(ALMA);
    expect(answer).toMatchObject({ ok: false, error: { kind: 'timeout' } });
    expect(lines).toMatchObject([{ code: 'timeout' }]);
  });

  it('says unreachable when the connection is reset', async () => {
    standIn.fault({ kind: 'refuse' });
    const answer = await clientOf(standIn.url).healthBenefit(ALMA);
    expect(answer).toMatchObject({ ok: false, error: { kind: 'unreachable' } });
  });

  it('says unreachable when nobody listens, and recovers when somebody does', async () => {
    await standIn.close();
    const port = Number(new URL(standIn.url).port);
    const stubborn = clientOf(standIn.url);
    expect(await stubborn.healthBenefit(ALMA)).toMatchObject({ error: { kind: 'unreachable' } });
    const next = await startVaProfileStandIn({ people: namedPeople, port });
    clean.push(next.close);
    expect(await stubborn.healthBenefit(ALMA)).toHaveProperty('ok', true);
  });

  it('asks once, whatever comes back', async () => {
    standIn.fault({ kind: '500' });
    await clientOf(standIn.url).healthBenefit(ALMA);
    expect(standIn.requests()).toBe(1);
  });

  it('does not ask at all for someone who has left already', async () => {
    const answer = await clientOf(standIn.url).healthBenefit(ALMA, { signal: AbortSignal.abort() });
    expect(answer).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
    expect(standIn.requests()).toBe(0);
  });
});

describe('VA Profile as it should not be', () => {
  it('is cancelled when the Veteran leaves', async () => {
    const veteran = new AbortController();
    let hasHungUp = false;
    const url = await serve((request) => {
      request.socket.once('close', () => (hasHungUp = true));
      veteran.abort();
    });
    const asked = clientOf(url).healthBenefit(ALMA, { signal: veteran.signal });
    expect(await asked).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
    await expect.poll(() => hasHungUp).toBe(true);
    await expect.poll(() => lines).toMatchObject([{ code: 'cancelled', level: 30 }]);
  });

  it('sends the question as the contract has it', async () => {
    const seen: unknown[] = [];
    const url = await serve((request, response) => {
      let body = '';
      request.on('data', (chunk) => (body += String(chunk)));
      request.on('end', () => {
        const { accept, 'content-type': type, 'user-agent': agent } = request.headers;
        seen.push({ method: request.method, url: request.url, accept, type, agent, body });
        response.end('{}');
      });
    });
    await clientOf(`${url}/base/`).healthBenefit({ provider: 'logingov', uuid: 'a b/c' });
    expect(seen).toEqual([
      {
        method: 'POST',
        url: '/base/profile-service/profile/v3/2.16.840.1.113883.4.349/a%20b%2Fc%5EPN%5E200VLGN%5EUSDVA',
        accept: 'application/json',
        type: 'application/json',
        agent: 'Vets.gov Agent',
        body: '{"bios":[{"bioPath":"healthBenefit"}]}',
      },
    ]);
  });

  it.each([
    ['nothing', ''],
    ['no JSON', '<html>'],
    ['an array', '[]'],
    ['null', 'null'],
    ['no profile', '{}'],
    ['an empty profile', '{"profile":null}'],
    ['no health benefit', '{"profile":{}}'],
    ['an empty health benefit', '{"profile":{"healthBenefit":null}}'],
    ['contacts that are no list', '{"profile":{"healthBenefit":{"associatedPersons":{}}}}'],
    ['messages in place of a profile', '{"messages":[{"code":"MVI203"}]}'],
  ])('is malformed when it answers 200 with %s', async (_what, body) => {
    const answer = await clientOf(await serveBody(200, body)).healthBenefit(ALMA);
    expect(answer).toMatchObject({
      ok: false,
      error: { kind: 'malformed', upstreamStatus: 200, auditId: 'audit-1' },
    });
  });

  it('has no contacts when the list is left out of a health benefit', async () => {
    const url = await serveBody(200, '{"profile":{"healthBenefit":{"identity":{}}}}');
    const value = { associatedPersons: [], auditId: 'audit-1' };
    expect(await clientOf(url).healthBenefit(ALMA)).toEqual({ ok: true, value });
  });

  it('loses a field of the wrong type, and a record without a type, and keeps the rest', async () => {
    const records = [
      { contactType: 'Emergency Contact', givenName: 7, city: null, state: 'OR', ssn: 'x' },
      { contactType: 9 },
      null,
      'Emergency Contact',
      { givenName: 'NOBODY' },
    ];
    const url = await serveBody(200, benefit(records));
    const value = {
      associatedPersons: [{ contactType: 'Emergency Contact', state: 'OR' }],
      auditId: 'audit-1',
    };
    expect(await clientOf(url).healthBenefit(ALMA)).toEqual({ ok: true, value });
  });

  it('never fails by exception nor passes a foreign field on, whatever JSON it sends', async () => {
    let body = '';
    const asked = clientOf(await serve((_request, response) => response.end(body)));
    const isKnown = /^(contactType|givenName|city)$/;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.jsonValue()), fc.jsonValue(), async (records, anything) => {
        const record = { contactType: 'x', givenName: anything, city: 'y', insurance: anything };
        body = benefit([...records, record]);
        const answer = await asked.healthBenefit(ALMA);
        const people = answer.ok ? answer.value.associatedPersons : [];
        expect(people.at(-1)).toMatchObject({ contactType: 'x', city: 'y' });
        const names = Object.keys(people.at(-1) ?? {});
        expect(names.every((name) => isKnown.test(name))).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it('is malformed when it sends more than a health benefit can be', async () => {
    const padding = 'x'.repeat(1024 * 1024);
    const url = await serveBody(200, JSON.stringify({ profile: { healthBenefit: {} }, padding }));
    const answer = await clientOf(url).healthBenefit(ALMA);
    expect(answer).toMatchObject({ ok: false, error: { kind: 'malformed' } });
  });

  it.each([
    [403, 'refused-request'],
    [429, 'refused-request'],
    [502, 'failed'],
    [204, 'malformed'],
    [302, 'malformed'],
  ])('with status %i is %s', async (status, kind) => {
    const answer = await clientOf(await serveBody(status, '')).healthBenefit(ALMA);
    expect(answer).toMatchObject({ error: { kind, upstreamStatus: status, upstreamCode: null } });
  });

  it('is not taken to say that it does not know the person when a gateway says 404', async () => {
    const answer = await clientOf(await serveBody(404, '<h1>Not Found</h1>')).healthBenefit(ALMA);
    expect(answer).toMatchObject({ error: { kind: 'refused-request', upstreamStatus: 404 } });
  });

  it.each([
    ['a message without a code', '{"messages":[{"text":"ROBIN SAMPLE"}]}'],
    ['a code that is none', '{"messages":[{"code":"call ROBIN SAMPLE"}]}'],
    ['no message', '{"messages":[]}'],
  ])('gives no code for %s', async (_what, body) => {
    const answer = await clientOf(await serveBody(500, body)).healthBenefit(ALMA);
    expect(answer).toMatchObject({ error: { kind: 'failed', upstreamCode: null } });
    expect(JSON.stringify([answer, lines])).not.toContain('ROBIN');
  });

  it('has no audit id when it sends one that is none', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(500, { vaprofiletxauditid: 'ROBIN SAMPLE' }).end();
    });
    const answer = await clientOf(url).healthBenefit(ALMA);
    expect(answer).toMatchObject({ error: { kind: 'failed', auditId: null } });
  });

  it('is malformed when it does not speak HTTP', async () => {
    const url = await serve((request) => request.socket.end('ahoy\r\n\r\n'));
    const answer = await clientOf(url).healthBenefit(ALMA);
    expect(answer).toMatchObject({ error: { kind: 'malformed' } });
  });

  it('is heard to its end when hints come before its answer', async () => {
    const url = await serve((_request, response) => {
      response.writeEarlyHints({ link: '</>; rel=preload' });
      response.end(benefit([]));
    });
    expect(await clientOf(url).healthBenefit(ALMA)).toHaveProperty('ok', true);
  });

  it('is unreachable when it hangs up in the middle of its answer', async () => {
    const url = await serve((request, response) => {
      response.writeHead(200, { 'content-length': 1000 });
      response.write('{"profile"', () => request.socket.resetAndDestroy());
    });
    const answer = await clientOf(url).healthBenefit(ALMA);
    expect(answer).toMatchObject({ error: { kind: 'unreachable' } });
  });
});

const benefit = (associatedPersons: readonly unknown[]) =>
  JSON.stringify({ profile: { healthBenefit: { associatedPersons } } });

const serveBody = (status: number, body: string) =>
  serve((_request, response) => {
    response.writeHead(status, { vaprofiletxauditid: 'audit-1' }).end(body);
  });

async function serve(listener: RequestListener): Promise<string> {
  const server: Server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  clean.push(async () => {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
