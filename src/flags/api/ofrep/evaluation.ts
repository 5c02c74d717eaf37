import type { Actor } from '../../actor.ts';
import type { Flags } from '../../flags.ts';
import { actorsIn, reasonOf, resolve } from '../resolution.ts';
import { err, type Result } from '../../../lib/result.ts';

/**
 * One feature for one actor in OFREP's form: a success, or a failure with OFREP's error code. It has no code for
 * a server that is not ready, only the status.
 */
export function evaluate(flags: Flags, key: string, actors: readonly Actor[]) {
  const resolution = resolve(flags, key, actors);
  if (!resolution.ok) {
    if (resolution.code === 'PROVIDER_NOT_READY') return { errorDetails: resolution.sentence };
    return { key, errorCode: resolution.code, errorDetails: resolution.sentence };
  }
  const { value, variant, decision, metadata } = resolution;
  // OFREP's list of reasons has none for a feature that no gate opened.
  return { key, value, reason: reasonOf(decision) ?? 'UNKNOWN', variant, metadata };
}

/** The status of an answer about one feature. */
export function statusOf(evaluation: ReturnType<typeof evaluate>): 200 | 400 | 404 | 500 {
  if ('value' in evaluation) return 200;
  if (!('errorCode' in evaluation)) return 500;
  return evaluation.errorCode === 'FLAG_NOT_FOUND' ? 404 : 400;
}

export type Unreadable = {
  readonly errorCode: 'PARSE_ERROR' | 'INVALID_CONTEXT';
  readonly errorDetails: string;
};

/** For whom an OFREP request asks: `{ context: { targetingKey, … } }`. */
export function actorsOf(body: unknown): Result<readonly Actor[], Unreadable> {
  if (!isObject(body)) {
    return err({ errorCode: 'PARSE_ERROR', errorDetails: 'Send an object: {"context": {…}}.' });
  }
  const { context = {} } = body;
  if (!isObject(context)) return invalid('The context should be an object.');
  const actors = actorsIn(context);
  return actors.ok ? actors : invalid(actors.error);
}

function invalid(errorDetails: string): Result<never, Unreadable> {
  return err({ errorCode: 'INVALID_CONTEXT', errorDetails });
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
