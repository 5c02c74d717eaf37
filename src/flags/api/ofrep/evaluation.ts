import type { Actor } from '../../actor.ts';
import type { Flags } from '../../flags.ts';
import { reasonOf, resolve } from '../resolution.ts';
import { err, ok, type Result } from '../../../lib/result.ts';

/** One feature for one actor in OFREP's form: a success, or a failure with OFREP's error code. */
export function evaluate(flags: Flags, key: string, actors: readonly Actor[]) {
  const resolution = resolve(flags, key, actors);
  if (!resolution.ok) {
    return { key, errorCode: resolution.code, errorDetails: resolution.sentence };
  }
  const { value, variant, decision, metadata } = resolution;
  // OFREP's list of reasons has none for a feature that no gate opened.
  return { key, value, reason: reasonOf(decision) ?? 'UNKNOWN', variant, metadata };
}

/** The status of an answer about one feature. */
export function statusOf(evaluation: ReturnType<typeof evaluate>): 200 | 400 | 404 {
  if (!('errorCode' in evaluation)) return 200;
  return evaluation.errorCode === 'FLAG_NOT_FOUND' ? 404 : 400;
}

export type Unreadable = {
  readonly errorCode: 'PARSE_ERROR' | 'INVALID_CONTEXT';
  readonly errorDetails: string;
};

/**
 * For whom an OFREP request asks: `{ context: { targetingKey, … } }`. The key becomes the actor's id, all
 * else its properties. No actor where there is no key; features that need none are answered all the same.
 */
export function actorsIn(body: unknown): Result<readonly Actor[], Unreadable> {
  if (!isObject(body)) {
    return err({ errorCode: 'PARSE_ERROR', errorDetails: 'Send an object: {"context": {…}}.' });
  }
  const { context = {} } = body;
  if (!isObject(context)) return invalid('The context should be an object.');
  const { targetingKey = '', ...properties } = context;
  if (typeof targetingKey !== 'string') return invalid('The targetingKey should be text.');
  return ok(targetingKey === '' ? [] : [{ id: targetingKey, properties: asSent(properties) }]);
}

/** They came as JSON, so they hold nothing that JSON can't. */
function asSent(properties: Readonly<Record<string, unknown>>): Actor['properties'] {
  return properties as Actor['properties'];
}

function invalid(errorDetails: string): Result<never, Unreadable> {
  return err({ errorCode: 'INVALID_CONTEXT', errorDetails });
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
