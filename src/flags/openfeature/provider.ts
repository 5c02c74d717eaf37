import type {
  ErrorCode,
  EvaluationContext,
  Provider,
  ResolutionDetails,
} from '@openfeature/server-sdk';

import { actorsIn, isReady, NOT_READY, reasonOf, resolve } from '../api/resolution.ts';
import type { Flags } from '../flags.ts';
import { followFlags } from './follow-flags.ts';

type ResolutionErrorCode = `${ErrorCode}`;

/**
 * The flag engine as an OpenFeature server provider. It never throws: where there is no value, the caller's
 * default goes back with a code and a sentence. Features are booleans; other types are refused. It does not close
 * the engine, which belongs to who made it.
 */
export function openFeatureProvider(flags: Flags): Provider {
  const otherType = async <T>(key: string, fallback: T): Promise<ResolutionDetails<T>> => {
    if (!isReady(flags)) return failed(fallback, 'PROVIDER_NOT_READY', NOT_READY);
    return flags.feature(key)
      ? failed(fallback, 'TYPE_MISMATCH', `“${key}” is a boolean. Ask for its boolean value.`)
      : failed(fallback, 'FLAG_NOT_FOUND', `There is no feature “${key}”.`);
  };
  return {
    metadata: { name: 'personal-health-care-contacts flags' },
    runsOn: 'server',
    ...followFlags(flags),
    resolveBooleanEvaluation: async (key, fallback, context) => {
      try {
        return resolveBoolean(flags, { key, fallback, context });
      } catch {
        return failed(fallback, 'GENERAL', `“${key}” could not be evaluated.`);
      }
    },
    resolveStringEvaluation: otherType,
    resolveNumberEvaluation: otherType,
    resolveObjectEvaluation: otherType,
  };
}

type ProviderQuestion = {
  readonly key: string;
  readonly fallback: boolean;
  readonly context: EvaluationContext;
};

function resolveBoolean(
  flags: Flags,
  { key, fallback, context }: ProviderQuestion,
): ResolutionDetails<boolean> {
  if (!isReady(flags)) return failed(fallback, 'PROVIDER_NOT_READY', NOT_READY);
  const sent = asSent(context);
  if (sent === null) return failed(fallback, 'INVALID_CONTEXT', NO_JSON);
  const actors = actorsIn({ ...sent, targetingKey: context.targetingKey });
  if (!actors.ok) return failed(fallback, 'INVALID_CONTEXT', actors.error);
  const resolution = resolve(flags, key, actors.value);
  if (!resolution.ok) return failed(fallback, resolution.code, resolution.sentence);
  const { value, variant, decision, metadata } = resolution;
  const tooOld = !decision.open && decision.because === 'snapshot-too-old';
  const reason = reasonOf(decision) ?? (tooOld ? 'STALE' : 'DEFAULT');
  return { value, variant, reason, flagMetadata: { ...metadata } };
}

/** What JSON makes of it: dates become text, what is undefined is left out. Null where it can’t be JSON. */
function asSent(context: EvaluationContext): Readonly<Record<string, unknown>> | null {
  try {
    return JSON.parse(JSON.stringify(context)) as Readonly<Record<string, unknown>>;
  } catch {
    return null;
  }
}

const NO_JSON =
  'The context can’t be written as JSON. Take out what refers to itself or is too deep.';

function failed<T>(
  value: T,
  code: ResolutionErrorCode,
  errorMessage: string,
): ResolutionDetails<T> {
  // The enum's values are these texts; taking them from it would bring the whole SDK into the program.
  // oxlint-disable-next-line typescript/no-unsafe-enum-assignment
  const errorCode = code as ErrorCode;
  return { value, reason: 'ERROR', errorCode, errorMessage };
}
