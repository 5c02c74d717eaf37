import type { FastifyInstance, FastifyRequest } from 'fastify';

import { jsonIn } from '../../lib/http/index.ts';
import { err, ok, type Result } from '../../lib/result.ts';
import { shortened } from '../../lib/text-from-people.ts';
import { parametersIn, queryOf, readForm, type Parameters } from './form.ts';
import { multipartFields } from './multipart.ts';
import { numbersAsWritten } from './numbers-as-written.ts';

/**
 * What a request says: the query, and over it a form, with one part for each field or not, or a JSON body. The failure is a sentence.
 * Bodies of other types say nothing where something is closed or asked, as in Flipper; nothing is opened by them.
 */
export function parametersOf(request: FastifyRequest): Result<Parameters, string> {
  const query = readForm(queryOf(request.url));
  if (!query.ok) return query;
  const body = bodyParameters(request);
  return body.ok ? ok(new Map([...query.value, ...body.value])) : body;
}

/** The JSON in a request's body; an empty body is an empty object, because Flipper's clients label that as JSON. */
export function jsonOf(request: FastifyRequest): Result<unknown, string> {
  return jsonIn(bytesOf(request));
}

/** The bytes of a request’s body. */
export const bytesOf = ({ body }: FastifyRequest): Uint8Array =>
  Buffer.isBuffer(body) ? body : NO_BYTES;

const NO_BYTES = new Uint8Array();

/** Whether a request carries a body at all. */
export function hasBody(request: FastifyRequest): boolean {
  return Buffer.isBuffer(request.body) && request.body.length > 0;
}

/**
 * Takes bodies as bytes, whatever their label, because what a body means depends on the route, and on some
 * it must be ignored.
 */
export function takeBodiesAsBytes(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
}

function bodyParameters(request: FastifyRequest): Result<Parameters, string> {
  switch (typeOf(request)) {
    case 'application/json': {
      const read = jsonOf(request);
      // What is no JSON must not become some, and may have a text without an end.
      const json = read.ok ? jsonIn(numbersAsWritten(bytesOf(request))) : read;
      if (!json.ok) return json;
      const isObject =
        typeof json.value === 'object' && json.value !== null && !Array.isArray(json.value);
      return isObject
        ? ok(new Map<string, unknown>(Object.entries(json.value)))
        : err('The body is JSON, but no object. Send an object such as {"name": "search"}.');
    }
    case 'application/x-www-form-urlencoded':
    case '': {
      const text = textOf(request);
      return text === null ? err('The body is not UTF-8.') : readForm(text.trim());
    }
    case 'multipart/form-data': {
      if (!hasBody(request)) return ok(new Map());
      const fields = multipartFields(labelOf(request), bytesOf(request));
      return fields.ok ? parametersIn(fields.value) : fields;
    }
    default:
      return request.method === 'POST' && hasBody(request)
        ? err(unknownType(request))
        : ok(new Map());
  }
}

const LONGEST_LABEL = 80;

function unknownType(request: FastifyRequest): string {
  const label = shortened(labelOf(request), LONGEST_LABEL);
  return `A body labeled “${label}” can’t be read here. Send JSON as application/json, or a form.`;
}

/** The content type without `charset` and other particulars. */
function typeOf(request: FastifyRequest): string {
  const [type = ''] = labelOf(request).split(';', 1);
  return type.trim().toLowerCase();
}

const labelOf = ({ headers }: FastifyRequest) => headers['content-type'] ?? '';

function textOf({ body }: FastifyRequest): string | null {
  try {
    return Buffer.isBuffer(body) ? new TextDecoder('utf-8', { fatal: true }).decode(body) : '';
  } catch {
    return null;
  }
}
