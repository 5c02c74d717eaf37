import Fastify, { type FastifyInstance } from 'fastify';
import fc from 'fast-check';
import { Type } from 'typebox';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { jsonIn, takeStrictBodies } from './strict-bodies.ts';

const JSON_TYPE = 'application/json';
let app: FastifyInstance;

beforeAll(() => {
  app = Fastify();
  takeStrictBodies(app);
  const body = Type.Object({
    many: Type.Optional(Type.Integer()),
    words: Type.Optional(Type.String()),
    sure: Type.Optional(Type.Boolean()),
  });
  app.post('/', { schema: { body } }, (request) => request.body);
});

afterAll(() => app.close());

async function answerTo(payload: string | Buffer, contentType = JSON_TYPE) {
  const headers = { 'content-type': contentType };
  return app.inject({ method: 'POST', url: '/', headers, payload });
}

describe('a body', () => {
  test.each([
    ['{"many": 2}', { many: 2 }],
    ['{"words": "\\u0000 \\ud800"}', { words: '\0 \ud800' }],
    ['', {}],
    ['  \n', {}],
    ['{"many": 1, "inner": {"many": 1}, "list": [{"many": 1}, {"many": 2}, "{\\"many\\":"]}', {}],
  ])('that says %j is read', async (text, read) => {
    const answer = await answerTo(text);
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject(read);
  });

  test.each([
    ['{"many": "2"}', 'body/many'],
    ['{"many": true}', 'body/many'],
    ['{"many": [2]}', 'body/many'],
    ['{"many": null}', 'body/many'],
    ['{"words": 5}', 'body/words'],
    ['{"words": ["a", "b"]}', 'body/words'],
    ['{"sure": "true"}', 'body/sure'],
    ['{"sure": 1}', 'body/sure'],
    ['[]', 'body'],
    ['"{}"', 'body'],
    ['null', 'body'],
    ['{"many": 1, "many": 2}', 'twice'],
    ['{"many": 1, "m\\u0061ny": 2}', 'twice'],
    ['{"a": {"b": [{"c": 1, "c": 1}]}}', 'twice'],
    ['{"__proto__": {"many": 1}}', '__proto__'],
    ['{"a": {"__pro\\u0074o__": 1}}', '__proto__'],
    [`{"a":${'['.repeat(100)}${']'.repeat(100)}}`, '100 brackets'],
    ['{many: 1}', 'JSON'],
    ['{"many": 1', 'JSON'],
    ['{"many": 0x10}', 'JSON'],
    ['{"many": NaN}', 'JSON'],
  ])('that says %j is refused with what is wrong', async (text, about) => {
    const answer = await answerTo(text);
    expect(answer.statusCode).toBe(400);
    expect(answer.json<{ message: string }>().message).toContain(about);
  });

  test('in another charset, or in none, is refused', async () => {
    expect((await answerTo('{}', `${JSON_TYPE}; charset=utf-8`)).statusCode).toBe(200);
    expect((await answerTo('{}', `${JSON_TYPE}; charset="UTF-8"`)).statusCode).toBe(200);
    expect((await answerTo('{}', `${JSON_TYPE}; charset=latin1`)).statusCode).toBe(415);
    expect((await answerTo('{}', `${JSON_TYPE}; charset=utf-16`)).statusCode).toBe(415);
    expect((await answerTo(Buffer.from('{"words": "Zo\xeb"}', 'latin1'))).statusCode).toBe(400);
    expect((await answerTo('words=a', 'text/plain')).statusCode).toBe(415);
  });
});

test('whatever JSON.stringify writes is read as it was', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const read = jsonIn(Buffer.from(JSON.stringify(value)));
      expect(read.ok || read.error.includes('__proto__')).toBe(true);
      if (read.ok) expect(JSON.stringify(read.value)).toBe(JSON.stringify(value));
    }),
  );
});

test('the longest strings and the deepest lists are read or refused, and stop nothing', () => {
  const worst = [
    `"${'\\n'.repeat(1_000_000)}"`,
    '['.repeat(1_000_000),
    `"${'\\"{'.repeat(600_000)}"`,
  ];
  const deep = `${'[{"a":'.repeat(100_000)}1${'}]'.repeat(100_000)}`;
  expect([...worst, deep].map((text) => jsonIn(Buffer.from(text)).ok)).toEqual([
    ...[true, false, true],
    false,
  ]);
});

test('more names, texts and brackets than any list of ours has are refused, unless a reader takes them', () => {
  const many = Buffer.from(JSON.stringify(Array.from({ length: 100_000 }, () => '')));
  expect(jsonIn(many)).toEqual({
    ok: false,
    error: 'The body has more than 100,000 names, texts and brackets. Send less at a time.',
  });
  expect(jsonIn(many, Infinity)).toMatchObject({ ok: true });
});
