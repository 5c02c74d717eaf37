import type { Actor } from '../../actor.ts';
import type { Flags } from '../../flags.ts';
import { reasonOf, resolve } from '../resolution.ts';

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
