import { readFileSync } from 'node:fs';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { DECLARED_FEATURES } from '../../src/app/feature/features.ts';
import { doorOf, scopesFor } from '../../src/app/http/doors.ts';
import * as codes from '../../src/app/http/openapi/error-codes.ts';
import { OPERATIONS } from '../../src/app/http/openapi/operations.ts';
import { flipperPlaces } from '../../src/flags/index.ts';
import { cookieTerms } from '../../src/identity/cookies.ts';
import { createLog } from '../../src/lib/log.ts';
import { comparedWith, type Schema } from './described.ts';
import { wholeProgram, type WholeProgram } from '../world/whole-program.ts';

const TOKEN = 'a-token-of-a-test-of-no-worth-to-anybody';

type Described = {
  readonly summary: string;
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters?: readonly { readonly in: string; readonly name: string }[];
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly schema: Schema }>>;
  };
  readonly responses: Readonly<Record<string, unknown>>;
};
type Place = { readonly method: string; readonly path: string; readonly operation: Described };

let whole: WholeProgram;
let text = '';
let places: readonly Place[] = [];

beforeAll(async () => {
  const environment = { REQUESTS_PER_MINUTE: '1000000' };
  whole = await wholeProgram(environment, { apiToken: TOKEN, log: createLog('silent') });
  text = (await whole.program.app.inject('/openapi.json')).body;
  const { paths } = JSON.parse(text) as { paths: Record<string, Record<string, Described>> };
  places = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({ method, path, operation })),
  );
});
afterAll(() => whole.close());

const nameOf = ({ method, path }: Place) => `${method} ${path}`;
const patternOf = (path: string) => path.replace('{path}', '*').replace(/\{(\w+)\}/g, ':$1');

test('every route that is mounted is described, and nothing more', () => {
  const mounted = whole.program.routes
    .filter(({ method }) => method !== 'HEAD' && method !== 'QUERY')
    .map(({ method, route }) => {
      const path = route.replace(/\*$/, '{path}').replace(/:(\w+)/g, '{$1}');
      return `${method.toLowerCase()} ${path.replace(/(.)\/$/, '$1')}`;
    })
    .concat(flipperPlaces().map(({ verb, path }) => `${verb.toLowerCase()} /flipper/api${path}`));
  expect(places.map(nameOf).toSorted()).toEqual([...new Set(mounted)].toSorted());
  expect(places.map(nameOf).toSorted()).toEqual(Object.keys(OPERATIONS).toSorted());
});

test('each says which scope its door asks for', () => {
  for (const { method, path, operation } of places) {
    const { who } = doorOf(patternOf(path));
    const [first] = operation.security;
    if (who === 'anyone') expect(operation.security).toEqual([]);
    else if (who.startsWith('token')) {
      const scopes = scopesFor(patternOf(path), method.toUpperCase());
      const tokens = scopes.map((scope) => ({ token: [scope] }));
      expect(operation.security.slice(0, tokens.length)).toEqual(tokens);
    } else expect(first).toEqual({ session: [] });
  }
});

test('each code of docs/errors.md is described with its API, and no other', () => {
  const errors = readFileSync('docs/errors.md', 'utf8');
  const sectionOf = (heading: string) => {
    const [, section = ''] =
      new RegExp(`^## ${heading}[^\n]*\n([^]*?)^## `, 'm').exec(errors) ?? [];
    return [...section.matchAll(/^\| `?(\w[\w-]*)`? +\|/gm)].map(([, code = '']) => code);
  };
  const inCode = (table: codes.CodesByStatus) => Object.values(table).flat().map(String);
  const others = new Set([...inCode(codes.OF_RELEASES), ...inCode(codes.OF_EVERY_API)]);
  const known = (heading: string) =>
    new Set(
      sectionOf(heading).filter(
        (code) => code !== 'Code' && code !== 'errorCode' && code !== 'none',
      ),
    );
  const missing = (heading: string, table: codes.CodesByStatus) =>
    [...known(heading)].filter((code) => !inCode(table).includes(code) && !others.has(code));
  expect(missing('Steps of a release', codes.OF_RELEASES)).toEqual([]);
  expect(missing('Tokens', codes.OF_TOKENS)).toEqual([]);
  expect(missing('The flag API', codes.OF_FLIPPER)).toEqual([]);
  expect(missing('The life of features', codes.OF_FLAGS)).toEqual([]);
  expect(missing('OFREP', codes.OF_OFREP)).toEqual([]);
  expect(missing('Every API', codes.OF_DEVELOPMENT)).toEqual([]);
  const all = Object.values(codes).flatMap(inCode);
  expect(all.filter((code) => !errors.includes(`\`${code}\``) && !/^\d$/.test(code))).toEqual([]);
});

test('it is OpenAPI 3.1: parameters are those of the path, and references lead somewhere', () => {
  const document = JSON.parse(text) as { openapi: string; components: { schemas: object } };
  expect(document.openapi).toBe('3.1.0');
  for (const place of places) {
    const inPath = [...place.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const described = (place.operation.parameters ?? []).filter((one) => one.in === 'path');
    expect(described.map(({ name }) => name).toSorted(), nameOf(place)).toEqual(inPath.toSorted());
    expect(place.operation.summary, nameOf(place)).not.toBe('');
    expect(Object.keys(place.operation.responses), nameOf(place)).not.toEqual([]);
  }
  const references = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name);
  expect(Object.keys(document.components.schemas)).toEqual(expect.arrayContaining(references));
});

test('each place of Flipper’s API says what it takes, in a query or in a body of each kind', () => {
  const at = (name: string) => {
    const place = places.find((one) => nameOf(one) === name);
    const content = Object.entries(place?.operation.requestBody?.content ?? {});
    const parameters = place?.operation.parameters?.map((one) => `${one.in} ${one.name}`);
    return { parameters, body: content.map(([type, { schema }]) => [type, schema['required']]) };
  };
  expect(at('get /flipper/api/features')).toEqual({
    parameters: ['query keys', 'query exclude_gates', 'query exclude_gate_names'],
    body: [],
  });
  expect(at('post /flipper/api/features/{feature}/groups')).toEqual({
    parameters: ['path feature'],
    body: [
      ['application/json', ['name']],
      ['application/x-www-form-urlencoded', ['name']],
      ['multipart/form-data', ['name']],
    ],
  });
  expect(at('delete /flipper/api/features/{feature}/clear').body).toEqual([]);
});

test('what a page of the console sends is said to be a form', () => {
  const sent = places.filter(
    ({ method, path }) => method === 'post' && path.startsWith('/console'),
  );
  const types = sent.map(({ operation }) => Object.keys(operation.requestBody?.content ?? {}));
  expect(new Set(types.flat())).toEqual(new Set(['application/x-www-form-urlencoded']));
  expect(types.every(({ length }) => length === 1)).toBe(true);
});

test('it says by which cookie a browser is signed in', () => {
  expect(text).toContain(`"name":"${cookieTerms('https://www.example.gov').session}"`);
});

test('it names no feature', () => {
  for (const { key } of DECLARED_FEATURES) expect(text).not.toContain(key);
});

test('whatever is sent by it, or beside it, is answered as it says', async () => {
  const unnamed: string[] = [];
  const differenceOf = comparedWith(text);
  for (const place of places.filter(isAsked)) {
    const sent = bodiesFor(place).flatMap((body) => NAMES.map((name) => ({ body, name })));
    for (const one of sent) {
      const answered = await answerOf(place, one);
      const difference = differenceOf({ operation: nameOf(place), ...answered });
      if (difference !== null || answered.status >= 500)
        unnamed.push(`${String(one.body)}: ${difference ?? answered.text}`);
    }
  }
  expect(unnamed).toEqual([]);
});

const NAMES = ['no-such', '1', '%00', 'x'.repeat(300)];

type Sent = { readonly body: string | undefined; readonly name: string };

async function answerOf({ method, path }: Place, { body, name }: Sent) {
  const answer = await whole.program.app.inject({
    method: method.toUpperCase() as 'GET',
    url: path.replace(/\{\w+\}/g, name),
    headers: {
      authorization: `Bearer ${TOKEN}`,
      'x-acting-role': 'engineer',
      'x-acting-as': 'Enid',
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { payload: body }),
  });
  const { statusCode: status, body: text, headers } = answer;
  return { status, text, contentType: String(headers['content-type'] ?? '') };
}

/** A stream never ends; made-up Veterans need the whole program. */
const isAsked = ({ method, path }: Place) =>
  !path.startsWith('/assets/') &&
  !path.endsWith('/events') &&
  !path.endsWith('/traffic') &&
  method !== 'trace';

/** None, one as the schema has it, and one with each field left out or of another type. */
function bodiesFor({ method, operation }: Place): readonly (string | undefined)[] {
  if (method === 'get') return [undefined];
  const schema = operation.requestBody?.content['application/json']?.schema;
  const right = exampleOf(schema ?? { type: 'object' });
  const fields = Object.keys(typeof right === 'object' && right !== null ? right : {});
  const wrong = fields.flatMap((field) => [
    { ...(right as object), [field]: undefined },
    { ...(right as object), [field]: { not: ['this'] } },
    { ...(right as object), [field]: '\u0000' },
  ]);
  const texts = [right, ...wrong, [], null].map((body) => JSON.stringify(body));
  return [undefined, ...texts, '{', '"text"'];
}

function exampleOf(schema: Schema): unknown {
  const { type, properties, items, enum: values, minimum = 1 } = schema;
  if (Array.isArray(values)) return values[0];
  if (type === 'object') {
    const fields = Object.entries((properties ?? {}) as Readonly<Record<string, Schema>>);
    return Object.fromEntries(fields.map(([name, field]) => [name, exampleOf(field)]));
  }
  if (type === 'array') return [exampleOf((items ?? {}) as Schema)];
  if (type === 'boolean') return true;
  if (type === 'integer' || type === 'number') return minimum;
  return 'text';
}
