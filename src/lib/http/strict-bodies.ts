import type { FastifyInstance, FastifySchemaCompiler } from 'fastify';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';

import { err, ok, type Result } from '../result.ts';
import { unreadableIn } from './unreadable.ts';

/** A body that can’t be read, with a sentence that repeats nothing of it. */
export class UnreadableBodyError extends Error {
  readonly statusCode: number;

  constructor(sentence: string, statusCode = 400) {
    super(sentence);
    this.statusCode = statusCode;
  }
}

/**
 * Reads bodies as they are written or refuses them: JSON in UTF-8 in which no name stands twice, with the types that a
 * route’s schema names. A body that is empty says nothing, as `{}` does.
 */
export function takeStrictBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const charset = charsetOf(request.headers['content-type'] ?? '');
    const json = isUtf8(charset) ? jsonIn(body as Buffer) : err(NOT_UTF8);
    if (json.ok) done(null, json.value);
    else done(new UnreadableBodyError(json.error, isUtf8(charset) ? 400 : 415));
  });
  app.setValidatorCompiler(exactly);
}

/**
 * The JSON in these bytes; the failure is a sentence. Its names, texts, lists and objects are counted: reading the most
 * takes some tens of milliseconds.
 */
export function jsonIn(bytes: Uint8Array, mostParts = MOST_PARTS): Result<unknown, string> {
  const text = textIn(bytes);
  if (text === null) return err(NOT_UTF8);
  if (text.trim() === '') return ok({});
  try {
    const value: unknown = JSON.parse(text);
    const unreadable = unreadableIn(text, mostParts);
    return unreadable === null ? ok(value) : err(unreadable);
  } catch {
    return err('The body is not JSON. Check its quotes, commas and brackets.');
  }
}

/** Ten times what the longest list that any route takes has. */
const MOST_PARTS = 100_000;

function textIn(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

const NOT_UTF8 = 'The body is not UTF-8. Send it in UTF-8.';

function charsetOf(contentType: string): string {
  return /;\s{0,9}charset\s{0,9}=\s{0,9}"?([^";\s]{1,40})/i.exec(contentType)?.[1] ?? 'utf-8';
}

function isUtf8(charset: string): boolean {
  return /^(utf-?8|us-ascii)$/i.test(charset);
}

/** A number is not taken for text, nor text for a number: Fastify’s own check turns one into the other. */
const exactly: FastifySchemaCompiler<TSchema> = ({ schema }) => {
  const compiled = Compile(schema);
  const validate = (body: unknown) => {
    const isValid = compiled.Check(body);
    validate.errors = isValid ? null : compiled.Errors(body);
    return isValid;
  };
  validate.errors = null as ReturnType<typeof compiled.Errors> | null;
  return validate;
};
