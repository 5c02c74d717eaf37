/** Requests as /openapi.json describes them, and hostile variations of them, to be sent by fast-check. */
import fc from 'fast-check';

import type { Schema } from './described.ts';
import type { SeenForm } from './seen-forms.ts';

export type DescribedOperation = {
  readonly parameters?: readonly {
    readonly in: string;
    readonly name: string;
    readonly schema: Schema;
  }[];
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly schema?: Schema }>>;
  };
};

/** What is there, so that not every request asks for something that is not: texts by the names under which they are asked for. */
export type Known = {
  readonly values: Readonly<Record<string, readonly string[]>>;
  readonly forms: readonly SeenForm[];
};

export type MadeRequest = {
  readonly method: string;
  /** With the query, as it is sent. */
  readonly path: string;
  readonly contentType?: string;
  readonly body?: string;
};

type Made<T> = fc.Arbitrary<T>;

const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';
const MULTIPART = 'multipart/form-data';

/** Texts that have broken programs before. */
const HOSTILE = [
  ...['', ' ', '.', '\u0000', 'a\nb', '\u202E', '😀', 'é'.repeat(200), 'x'.repeat(300), '%', '+'],
  ...[
    '__proto__',
    'constructor',
    'null',
    'undefined',
    '-1',
    '1e999',
    '9'.repeat(30),
    '../../etc/passwd',
  ],
  ...["' or 1=1 --", '<script>alert(1)</script>', '{{7*7}}', '\\', '"', ';,', 'a/b', '\uFEFFa'],
];
/** Parts of an address that are not well encoded, or say something else once they are decoded. */
const HOSTILE_PARTS = ['%', '%ff', '%00', '%c0%ae', '%2e%2e%2f', 'a;b=c', 'a+b', '%25', '%F0%9F'];
const HOSTILE_BODIES = [
  ...['', '{', '"text"', '[]', 'null', '7', '\uFEFF{}', '{"a":1,"a":2}', '['.repeat(5_000)],
  ...['{"__proto__":{"a":1}}', 'a=1&a[]=2', '=', '&&', 'a[b][c]=1', '%', 'a=%ff'],
];
const HOSTILE_TYPES = [
  ...[
    'text/plain',
    ';;/',
    'application/json; charset=utf-16',
    'multipart/form-data',
    FORM,
    JSON_TYPE,
  ],
];

const hostileText = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'grapheme' }));
const hostileValue: Made<unknown> = fc.oneof(
  hostileText,
  fc.constantFrom(null, true, 0, -1, 0.5, 1e308, [], {}, [[[[]]]], { not: ['this'] }, '\uD800'),
  fc.jsonValue({ maxDepth: 2 }),
);

/** By its name where that is known, and else by its schema. */
function valueOf(known: Known, name: string, schema: Schema): Made<unknown> {
  const values = known.values[name];
  const bySchema = ofSchema(known, schema);
  return values ? fc.oneof(fc.constantFrom(...values), bySchema) : bySchema;
}

function ofSchema(known: Known, schema: Schema): Made<unknown> {
  const { enum: values, const: only, anyOf, type } = schema;
  if (Array.isArray(values)) return fc.constantFrom(...(values as readonly unknown[]));
  if (only !== undefined) return fc.constant(only);
  if (Array.isArray(anyOf)) {
    return fc.oneof(...(anyOf as readonly Schema[]).map((one) => ofSchema(known, one)));
  }
  if (type === 'object') return objectOf(known, schema);
  if (type === 'array') return listOf(known, schema);
  if (type === 'boolean') return fc.boolean();
  if (type === 'integer' || type === 'number') return numberOf(schema);
  return type === 'string' ? textOf(schema) : hostileValue;
}

function objectOf(known: Known, schema: Schema): Made<unknown> {
  const { properties = {}, required = [], additionalProperties } = schema;
  const named = Object.entries(properties as Readonly<Record<string, Schema>>).map(
    ([name, one]) => [name, valueOf(known, name, one)] as const,
  );
  const requiredKeys = required as string[];
  const own = fc.record(Object.fromEntries(named), { requiredKeys });
  if (typeof additionalProperties !== 'object') return own;
  const names = fc.oneof(hostileText, fc.constantFrom(...Object.keys(known.values)));
  const more = fc.dictionary(names, ofSchema(known, additionalProperties as Schema), {
    maxKeys: 3,
  });
  return fc.tuple(own, more).map(([one, other]) => ({ ...other, ...one }));
}

function listOf(known: Known, { items = {}, minItems = 0, maxItems = 3 }: Schema): Made<unknown> {
  return fc.array(ofSchema(known, items as Schema), {
    minLength: minItems as number,
    maxLength: Math.min(maxItems as number, 3),
  });
}

function numberOf({ minimum = -5, maximum = 1_000_000, type }: Schema): Made<number> {
  const [min, max] = [minimum as number, maximum as number];
  return type === 'integer' ? fc.integer({ min, max }) : fc.double({ min, max, noNaN: true });
}

function textOf({ maxLength = 200, minLength = 0, pattern }: Schema): Made<string> {
  if (typeof pattern === 'string') return fc.stringMatching(new RegExp(pattern));
  const [least, most] = [minLength as number, Math.min(maxLength as number, 200)];
  const plain = fc.string({ minLength: least, maxLength: most });
  return fc.oneof(
    plain,
    hostileText.filter(({ length }) => length >= least),
  );
}

/** A body as it is described, one with a part taken out, replaced or added, or one that is no such thing at all. */
function spoiltOrNot(value: Made<unknown>): Made<unknown> {
  return fc.oneof(
    { weight: 4, arbitrary: value },
    { weight: 3, arbitrary: fc.tuple(value, fc.nat(), hostileValue).map(replaced) },
    { weight: 1, arbitrary: fc.tuple(value, hostileText, hostileValue).map(widened) },
    { weight: 1, arbitrary: hostileValue },
  );
}

function replaced([value, at, by]: readonly [unknown, number, unknown]): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return by;
  const names = Object.keys(value);
  const name = names[at % Math.max(names.length, 1)];
  if (name === undefined) return { x: by };
  return { ...value, [name]: at % 3 === 0 ? undefined : by };
}

function widened([value, name, by]: readonly [unknown, string, unknown]): unknown {
  return typeof value === 'object' ? { ...value, [name]: by } : by;
}

type Body = { readonly contentType?: string; readonly body?: string };

function bodyOf(
  known: Known,
  { requestBody }: DescribedOperation,
  fields: Made<Fields>,
): Made<Body> {
  const content = Object.entries(requestBody?.content ?? { [JSON_TYPE]: {}, [FORM]: {} });
  const described = content.map(([contentType, { schema = ANYTHING }]) => {
    const written = FIELDS_AS.get(contentType);
    const value = ofSchema(known, schema);
    return written
      ? fc.oneof(fields, textsOf(value)).map(written)
      : spoiltOrNot(value).map((one) => jsonOf(contentType, one));
  });
  const hostile = fc.record({
    contentType: fc.constantFrom(...HOSTILE_TYPES),
    body: fc.constantFrom(...HOSTILE_BODIES),
  });
  return fc.oneof(
    { weight: 7, arbitrary: fc.oneof(...described) },
    { weight: 2, arbitrary: hostile },
    { weight: 1, arbitrary: fc.constant({}) },
  );
}

const ANYTHING: Schema = { type: 'object', additionalProperties: {} };

const jsonOf = (contentType: string, value: unknown): Body => ({
  contentType,
  body: JSON.stringify(value ?? null),
});

type Fields = readonly (readonly [name: string, value: string])[];

const formOf = (fields: Fields): Body => ({
  contentType: FORM,
  body: new URLSearchParams(fields.map(([name, value]) => [name, value])).toString(),
});

const multipartOf = (fields: Fields): Body => ({
  contentType: `${MULTIPART}; boundary=part`,
  body: `${fields
    .map(
      ([name, value]) =>
        `--part\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    )
    .join('')}--part--\r\n`,
});

const FIELDS_AS: ReadonlyMap<string, (fields: Fields) => Body> = new Map([
  [FORM, formOf],
  [MULTIPART, multipartOf],
]);

const textsOf = (value: Made<unknown>): Made<Fields> =>
  value.map((object) =>
    Object.entries(object ?? {}).map(([name, one]) => [name, String(one)] as const),
  );

/** The fields of a form that was seen, each as it stood there, as something else, or left out. */
function fieldsOf(known: Known, { fields }: SeenForm): Made<Fields> {
  const each = fields.map(([name, value]) =>
    fc.oneof(
      { weight: 4, arbitrary: fc.constant([[name, value]] as const) },
      { weight: 2, arbitrary: hostileText.map((text) => [[name, text]] as const) },
      {
        weight: 1,
        arbitrary: valueOf(known, name, TEXT).map((text) => [[name, String(text)]] as const),
      },
      { weight: 1, arbitrary: fc.constant([]) },
    ),
  );
  return fc.tuple(...each).map((pairs) => pairs.flat());
}

const TEXT: Schema = { type: 'string' };

type Place = {
  readonly method: string;
  readonly path: string;
  readonly operation: DescribedOperation;
};

/** Requests to one operation; every other one, about, has to do with what is there. */
export function requestsTo(place: Place, known: Known): Made<MadeRequest> {
  const { method, path, operation } = place;
  const address = fc
    .tuple(pathOf(place, known), queryOf(place, known))
    .map((parts) => parts.join(''));
  if (method === 'get') return address.map((at) => ({ method, path: at }));
  const forms = known.forms.filter(({ action }) => patternOf(path).test(action));
  const generic = bodyOf(known, operation, fc.constant([]));
  const plain = fc.tuple(address, generic).map(([at, body]) => ({ method, path: at, ...body }));
  if (forms.length === 0) return plain;
  const asSeen = fc
    .constantFrom(...forms)
    .chain((form) =>
      fc
        .tuple(
          fc.oneof(fc.constant(form.action), address),
          bodyOf(known, operation, fieldsOf(known, form)),
        )
        .map(([at, body]) => ({ method, path: at, ...body })),
    );
  return fc.oneof({ weight: 3, arbitrary: asSeen }, { weight: 1, arbitrary: plain });
}

function pathOf({ path, operation }: Place, known: Known): Made<string> {
  const parts = path.split(/(\{\w+\})/).map((part) => {
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name === undefined) return fc.constant(part);
    const { schema = TEXT } = operation.parameters?.find((one) => one.name === name) ?? {};
    const described = valueOf(known, name, schema).map(String);
    return fc.oneof(
      { weight: 5, arbitrary: described.map(partOf) },
      { weight: 1, arbitrary: fc.constantFrom(...HOSTILE_PARTS) },
    );
  });
  return fc.tuple(...parts).map((texts) => texts.join(''));
}

/** As one part of a path; an empty one, and one that leads up, would be another address. */
function partOf(text: string): string {
  const encoded = encodeURIComponent(text.replace(/\p{Surrogate}/gu, '?'));
  return /^\.{0,2}$/.test(encoded) ? 'x' : encoded;
}

function queryOf({ operation }: Place, known: Known): Made<string> {
  const described = (operation.parameters ?? [])
    .filter((one) => one.in === 'query')
    .map(({ name, schema }) => valueOf(known, name, schema).map((value) => [name, String(value)]));
  const pairs = fc.subarray(described).chain((some) => fc.tuple(...some));
  const names = fc.constantFrom(...Object.keys(known.values), 'x', 'a[]', '__proto__', 'lang');
  const stray = fc.array(fc.tuple(names, hostileText), { maxLength: 1 });
  const asked = fc
    .tuple(pairs, stray)
    .map(([one, other]) => new URLSearchParams([...one, ...other] as string[][]).toString());
  return fc
    .oneof(
      { weight: 6, arbitrary: asked },
      { weight: 1, arbitrary: fc.constantFrom('%', 'a=%ff', 'a&b', '=&=', 'a[]=1&a=2', 'a[b]=1') },
    )
    .map((text) => (text === '' ? '' : `?${text}`));
}

/** The addresses that a path of the document stands for. */
export function patternOf(path: string): RegExp {
  const literal = path.replace(/[.*+?^$()|[\]\\]/g, String.raw`\$&`);
  const pattern = literal.replace(/\{(\w+)\}/g, (_, name) => (name === 'path' ? '.+' : '[^/]+'));
  return new RegExp(`^${pattern}$`);
}
