import { OFREPWebProvider } from '@openfeature/ofrep-web-provider';
import { OpenFeature, type Provider } from '@openfeature/web-sdk';
import Fastify, { type FastifyInstance, type onRequestHookHandler } from 'fastify';
import { EventSource } from 'undici';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';

import { readEvents } from '../../../../test/world/event-reader.ts';
import { BY_ENZO } from '../../../../test/world/flag-notes.ts';
import { createLog } from '../../../lib/log.ts';
import {
  CLOSED_GATES,
  createFlags,
  createMemoryStore,
  ofrepApi,
  type Flags,
  type GateValues,
} from '../../index.ts';
import type { FlagStore } from '../../store/store.ts';

const FEATURE = 'profile_contacts';
const ALMA = '6f9619ff-8b86-4d01-b42d-00cf4fc964ff';
const TOKEN = { authorization: 'Bearer the-token' };
const TICKET = 'the-ticket';

let store: FlagStore;
let flags: Flags;
let app: FastifyInstance;

beforeEach(async () => {
  store = createMemoryStore();
  await start({});
});

afterEach(async () => {
  await app.close();
  await flags.close();
});

const onlyTheToken: onRequestHookHandler = (request, reply, done) => {
  if (request.headers.authorization === TOKEN.authorization) done();
  else void reply.code(401).send({ code: 'token-refused' });
};
const DOOR = { authorize: [onlyTheToken], streamTicket: TICKET };

async function start(settings: { requestsPerMinute?: number; heartbeatMs?: number }) {
  flags = createFlags({
    store,
    log: createLog('silent'),
    snapshotLimitMs: 30_000,
    refreshEveryMs: 60_000,
  });
  await flags.refresh();
  app = Fastify();
  const api = ofrepApi({ ...DOOR, flags, onSnapshot: flags.onSnapshot, ...settings });
  await app.register(api, { prefix: '/ofrep/v1' });
}

async function restart(settings: Parameters<typeof start>[0]) {
  await app.close();
  await flags.close();
  await start(settings);
}

const ask = (path: string, payload: object | string, headers: Record<string, string> = {}) =>
  app.inject({
    method: 'POST',
    url: `/ofrep/v1/evaluate/flags${path}`,
    headers: { 'content-type': 'application/json', ...TOKEN, ...headers },
    payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
  });
const about = (targetingKey: string, more = {}) => ({ context: { targetingKey, ...more } });
const hold = (gates: Partial<GateValues>) =>
  flags.change(FEATURE, { kind: 'replace', gates: { ...CLOSED_GATES, ...gates } }, BY_ENZO);
const open = (actorId: string) => flags.change(FEATURE, { kind: 'enable-actor', actorId }, BY_ENZO);

describe('OFREP for one feature', () => {
  test('answers with value, reason, variant and why', async () => {
    await open(ALMA);
    const answer = await ask(`/${FEATURE}`, about(ALMA));
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toEqual({
      key: FEATURE,
      value: true,
      variant: 'on',
      reason: 'TARGETING_MATCH',
      metadata: { gate: 'actor', version: expect.any(String) as string },
    });
    expect((await ask(`/${FEATURE}`, about('somebody else'))).json()).toMatchObject({
      value: false,
      reason: 'UNKNOWN',
      metadata: { because: 'no-gate-open' },
    });
  });

  test.each([
    ['/unknown', about(ALMA), 404, 'FLAG_NOT_FOUND'],
    [`/${FEATURE}`, {}, 400, 'TARGETING_KEY_MISSING'],
    [`/${FEATURE}`, about(''), 400, 'TARGETING_KEY_MISSING'],
    [`/${FEATURE}`, 'no JSON', 400, 'PARSE_ERROR'],
    [`/${FEATURE}`, '[]', 400, 'PARSE_ERROR'],
    [`/${FEATURE}`, { context: 5 }, 400, 'INVALID_CONTEXT'],
    [`/${FEATURE}`, { context: { targetingKey: 5 } }, 400, 'INVALID_CONTEXT'],
  ])('answers %s with %j: %i %s', async (path, body, status, errorCode) => {
    await open(ALMA);
    const answer = await ask(path, body);
    expect(answer.statusCode).toBe(status);
    expect(answer.json()).toMatchObject({ key: path.slice(1), errorCode });
    expect(answer.json<{ errorDetails: string }>().errorDetails).toMatch(/\.$/);
  });

  test.each<[string, Partial<GateValues>]>([
    [
      'a negative expression',
      { expression: '{"Equal":[{"GreaterThan":[{"Property":["age"]},18]},false]}' },
    ],
    [
      'one that names another feature',
      { expression: '{"Equal":[{"FeatureEnabled":["beta"]},false]}' },
    ],
    [
      'one that finds the feature to ask',
      { expression: '{"Boolean":[{"FeatureEnabled":[{"String":["beta"]}]}]}' },
    ],
    ['a list', { actors: new Set([ALMA]) }],
    ['a share of all actors', { percentageOfActors: '100' }],
    ['a share, or half of the time', { percentageOfActors: '1', percentageOfTime: '50' }],
  ])('needs a targetingKey where it depends on who asks: %s', async (_, gates) => {
    await flags.change('beta', { kind: 'enable-actor', actorId: ALMA }, BY_ENZO);
    await hold(gates);
    const answer = await ask(`/${FEATURE}`, { context: { age: 30 } });
    expect(answer.json()).toMatchObject({ errorCode: 'TARGETING_KEY_MISSING' });
  });

  test.each<[string, Partial<GateValues>, boolean]>([
    ['open for everybody', { boolean: 'true', actors: new Set([ALMA]) }, true],
    ['open at all times', { percentageOfTime: '100', actors: new Set([ALMA]) }, true],
    ['a rule without a person', { expression: '{"Equal":["Property",1]}' }, false],
    [
      'a rule that is always true',
      { expression: '{"Equal":[1,1]}', actors: new Set([ALMA]) },
      true,
    ],
    ['another feature that nobody opened', { expression: '{"FeatureEnabled":["beta"]}' }, false],
    ['features that name each other', { expression: `{"FeatureEnabled":["${FEATURE}"]}` }, false],
    ['a fixed share', { expression: '{"PercentageOfActors":["x",100]}' }, true],
    ['a group that nobody knows', { groups: new Set(['nobody']) }, false],
    ['a rule that can’t be read', { expression: '{"Property":' }, false],
  ])('needs none where it depends on nobody: %s', async (_, gates, value) => {
    await hold(gates);
    const answer = await ask(`/${FEATURE}`, { context: { age: 30 } });
    expect(answer.json()).toMatchObject({ value });
  });

  test('says that it is not ready before the features were read', async () => {
    await app.close();
    const unread = createFlags({ store, log: createLog('silent'), snapshotLimitMs: 30_000 });
    onTestFinished(() => unread.close());
    app = Fastify();
    await app.register(ofrepApi({ ...DOOR, flags: unread, onSnapshot: unread.onSnapshot }), {
      prefix: '/ofrep/v1',
    });
    for (const path of [`/${FEATURE}`, '']) {
      const answer = await ask(path, about(ALMA));
      expect(answer.statusCode).toBe(500);
      expect(answer.json()).toEqual({
        errorDetails: expect.stringMatching(/not been read/) as string,
      });
    }
  });

  test('knows features whose names are long or have slashes', async () => {
    const name = `a/b ${'n'.repeat(200)}`;
    await flags.change(name, { kind: 'enable' }, BY_ENZO);
    const answer = await ask(`/${encodeURIComponent(name)}`, {});
    expect(answer.json()).toMatchObject({ key: name, value: true, reason: 'STATIC' });
  });

  test('is for tokens', async () => {
    expect((await ask(`/${FEATURE}`, {}, { authorization: '' })).statusCode).toBe(401);
  });
});

describe('OFREP for all features', () => {
  test('holds an answer or an error for each, and where changes are told', async () => {
    await open(ALMA);
    await flags.change('search', { kind: 'enable' }, BY_ENZO);
    const answer = await ask('', {});
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({
      flags: [
        { key: FEATURE, errorCode: 'TARGETING_KEY_MISSING' },
        { key: 'search', value: true, reason: 'STATIC' },
      ],
      eventStreams: [{ type: 'sse', inactivityDelaySec: 120 }],
    });
  });

  test('is not sent again to who has it: the same context, and nothing changed', async () => {
    await open(ALMA);
    const known = { 'if-none-match': String((await ask('', about(ALMA))).headers.etag) };
    expect((await ask('', about(ALMA), known)).statusCode).toBe(304);
    expect((await ask('', about('somebody else'), known)).statusCode).toBe(200);
    expect((await ask('', about(ALMA, { plan: 'basic' }), known)).statusCode).toBe(200);
    await flags.change('search', { kind: 'add' }, BY_ENZO);
    expect((await ask('', about(ALMA), known)).statusCode).toBe(200);
  });

  test('is read anew for who knows of a change that this instance does not', async () => {
    await store.write(FEATURE, { kind: 'enable' }, BY_ENZO);
    expect((await ask('', about(ALMA))).json()).toMatchObject({ flags: [] });
    const answer = await ask('?flagConfigEtag=told-by-another-instance', about(ALMA));
    expect(answer.json()).toMatchObject({ flags: [{ key: FEATURE, value: true }] });
  });

  test.each(['?flagConfigEtag=%ZZ', '?flagConfigEtag', '?flagConfigEtag=1&flagConfigEtag[]=2'])(
    'refuses the query %s with a sentence',
    async (query) => {
      const answer = await ask(query, about(ALMA));
      expect(answer.statusCode).toBe(400);
      expect(answer.json()).toEqual({
        errorCode: 'PARSE_ERROR',
        errorDetails: expect.stringContaining('flagConfigEtag') as unknown,
      });
    },
  );
});

describe('OFREP’s change events', () => {
  const eventsIn = (text: string) => text.split('\n\n').filter((part) => part.includes('data: '));

  async function announced(url: string): Promise<string> {
    const { eventStreams } = (await ask('', about(ALMA))).json<{
      eventStreams: [{ endpoint: { requestUri: string } }];
    }>();
    return url + eventStreams[0].endpoint.requestUri;
  }

  test('tell once of one write, when asking again brings it', async () => {
    const url = await app.listen({ host: '127.0.0.1', port: 0 });
    const reader = await readEvents(await announced(url));
    await flags.change(FEATURE, { kind: 'enable' }, BY_ENZO);
    await flags.refresh();
    await expect.poll(() => eventsIn(reader.text())).toHaveLength(1);
    const [event = ''] = eventsIn(reader.text());
    const [, id] = /^id: (.+)\nevent: message\ndata: (.+)$/m.exec(event) ?? [];
    expect(event).toContain(`data: {"type":"refetchEvaluation","etag":"${id ?? ''}"}`);
    const again = await ask(`?flagConfigEtag=${id ?? ''}`, about(ALMA));
    expect(again.json()).toMatchObject({ flags: [{ key: FEATURE, value: true }] });
    reader.leave();
  });

  test('tell at once who missed a change before listening, or while away', async () => {
    const url = await app.listen({ host: '127.0.0.1', port: 0 });
    const before = await announced(url);
    await flags.change(FEATURE, { kind: 'enable' }, BY_ENZO);
    const late = await readEvents(before);
    await expect.poll(() => eventsIn(late.text())).toHaveLength(1);
    const back = await readEvents(await announced(url), { 'last-event-id': 'an-older-one' });
    await expect.poll(() => eventsIn(back.text())).toHaveLength(1);
    late.leave();
    back.leave();
  });

  test('need a token or the ticket', async () => {
    const url = `${await app.listen({ host: '127.0.0.1', port: 0 })}/ofrep/v1/events`;
    const refused = await readEvents(`${url}?ticket=forged`);
    expect(refused.status).toBe(401);
    const welcome = await readEvents(url, TOKEN);
    expect(welcome.status).toBe(200);
    welcome.leave();
  });

  test('show signs of life, and end with the server', async () => {
    await restart({ heartbeatMs: 5 });
    const url = await app.listen({ host: '127.0.0.1', port: 0 });
    const reader = await readEvents(`${url}/ofrep/v1/events`, TOKEN);
    await expect.poll(() => reader.text()).toMatch(/^: still here$/m);
    await app.close();
    await reader.ended;
  });

  test('reach the stock web provider, which then answers anew', async () => {
    // Node has no EventSource of its own; undici's says on the console that it is new.
    vi.spyOn(process, 'emitWarning').mockReturnValue();
    vi.stubGlobal('EventSource', EventSource);
    const baseUrl = await app.listen({ host: '127.0.0.1', port: 0 });
    await open('somebody else');
    await OpenFeature.setContext({ targetingKey: ALMA, plan: 'basic' });
    const provider = new OFREPWebProvider({
      baseUrl,
      cacheMode: 'disabled',
      headers: [['Authorization', TOKEN.authorization]],
    });
    // Its types are not as exact as ours.
    await OpenFeature.setProviderAndWait(provider as unknown as Provider);
    const client = OpenFeature.getClient();
    expect(client.getBooleanDetails(FEATURE, true)).toMatchObject({
      value: false,
      reason: 'UNKNOWN',
    });
    await open(ALMA);
    await expect.poll(() => client.getBooleanValue(FEATURE, false)).toBe(true);
    expect(client.getBooleanDetails(FEATURE, false)).toMatchObject({
      reason: 'TARGETING_MATCH',
      flagMetadata: { gate: 'actor' },
    });
    await flags.change(FEATURE, { kind: 'disable' }, BY_ENZO);
    await expect.poll(() => client.getBooleanValue(FEATURE, true)).toBe(false);
    await OpenFeature.clearProviders();
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });
});
