/**
 * Answers as OFREP 0.3 describes them, in schemas of ours: the published ones let a value match several of their
 * alternatives, of which just one may match.
 */
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';

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

const TEXT = { type: 'string' };
const FLAT = {
  type: 'object',
  additionalProperties: { type: ['string', 'number', 'boolean'] },
};
const failure = (...codes: readonly string[]) => ({
  type: 'object',
  required: ['key', 'errorCode'],
  properties: { key: TEXT, errorCode: { enum: codes }, errorDetails: TEXT },
  additionalProperties: false,
});
const SUCCESS = {
  type: 'object',
  required: ['key', 'value'],
  properties: {
    key: TEXT,
    value: { type: 'boolean' },
    reason: { enum: ['STATIC', 'TARGETING_MATCH', 'SPLIT', 'DISABLED', 'UNKNOWN'] },
    variant: TEXT,
    metadata: FLAT,
  },
  additionalProperties: false,
};
const FAILURE = failure('PARSE_ERROR', 'TARGETING_KEY_MISSING', 'INVALID_CONTEXT', 'GENERAL');
const STREAM = {
  type: 'object',
  required: ['type'],
  properties: {
    type: { const: 'sse' },
    url: TEXT,
    endpoint: {
      type: 'object',
      required: ['requestUri'],
      properties: { origin: TEXT, requestUri: { type: 'string', pattern: '^/' } },
      additionalProperties: false,
    },
    inactivityDelaySec: { type: 'integer', minimum: 1 },
  },
  oneOf: [{ required: ['url'] }, { required: ['endpoint'] }],
  additionalProperties: false,
};
const ALL = {
  type: 'object',
  required: ['flags'],
  properties: {
    flags: { type: 'array', items: { anyOf: [SUCCESS, FAILURE] } },
    metadata: FLAT,
    eventStreams: { type: 'array', items: STREAM },
  },
  additionalProperties: false,
};
const REFUSED = {
  type: 'object',
  required: ['errorCode'],
  properties: { errorCode: TEXT, errorDetails: TEXT },
  additionalProperties: false,
};
const SCHEMAS: Readonly<Record<string, object>> = {
  'one 200': SUCCESS,
  'one 400': FAILURE,
  'one 404': failure('FLAG_NOT_FOUND'),
  'all 200': ALL,
  'all 400': REFUSED,
};

const FEATURES: readonly Partial<GateValues>[] = [
  {},
  { boolean: 'true' },
  { actors: new Set(['User;1']) },
  { percentageOfActors: '50' },
  { percentageOfTime: '100' },
  { groups: new Set(['nobody']) },
  { expression: '{"Equal":[{"Property":["plan"]},"basic"]}' },
  { expression: 'no expression', percentageOfActors: 'no number' },
];

const ajv = new Ajv2020({ strictTypes: false, strictRequired: false });
let flags: Flags;
let app: FastifyInstance;

beforeAll(async () => {
  const log = createLog('silent');
  flags = createFlags({ store: createMemoryStore(), log, snapshotLimitMs: 60_000 });
  for (const [index, gates] of FEATURES.entries()) {
    const change = { kind: 'replace', gates: { ...CLOSED_GATES, ...gates } } as const;
    await flags.change(`feature_${index}`, change, BY_ENZO);
  }
  app = Fastify();
  const { onSnapshot } = flags;
  const api = ofrepApi({ flags, onSnapshot, authorize: [], streamTicket: 'the-ticket' });
  await app.register(api, { prefix: '/ofrep/v1' });
});

afterAll(async () => {
  await app.close();
  await flags.close();
});

const KEYS = ['unknown', ...FEATURES.keys()].map((key) => `/feature_${key}`);
const context = fc.record(
  {
    targetingKey: fc.oneof(fc.constantFrom('User;1', '', 'a'), fc.jsonValue()),
    plan: fc.oneof(fc.constant('basic'), fc.jsonValue()),
  },
  { requiredKeys: [] },
);
const body = fc.oneof(
  context.map((asked) => JSON.stringify({ context: asked })),
  fc.json(),
  fc.constantFrom('', '{bad', '[]', '{"context":null}'),
);

test('whatever is asked, the answer is as OFREP describes it', async () => {
  const seen = new Set<string>();
  const asking = fc.asyncProperty(fc.constantFrom('', ...KEYS), body, async (path, payload) => {
    const url = `/ofrep/v1/evaluate/flags${path}`;
    const answer = await app.inject({ method: 'POST', url, payload });
    const what = `${path === '' ? 'all' : 'one'} ${answer.statusCode}`;
    seen.add(what);
    const schema = SCHEMAS[what];
    if (schema === undefined) throw new Error(`No answer is described as ${what}.`);
    const isDescribed = ajv.validate(schema, answer.json());
    expect(isDescribed, `${what}: ${answer.body} ${ajv.errorsText()}`).toBe(true);
  });
  await fc.assert(asking, { numRuns: 500 });
  expect([...seen].toSorted()).toEqual(Object.keys(SCHEMAS).toSorted());
});
