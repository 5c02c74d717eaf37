import { err, ok, type Result } from '../../../lib/result.ts';
import type { Actor } from '../../actor.ts';

export type Unreadable = {
  readonly errorCode: 'PARSE_ERROR' | 'INVALID_CONTEXT';
  readonly errorDetails: string;
};

/**
 * For whom an OFREP request asks: `{ context: { targetingKey, … } }`. The key becomes the actor's id, all
 * else its properties. Nobody where there is no key; features that need none are answered all the same.
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
