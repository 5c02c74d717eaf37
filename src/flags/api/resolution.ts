import { readNumber, type Feature } from '../feature.ts';
import type { Flags } from '../flags.ts';
import { ask, type Actor, type Answer } from './asking.ts';
import { versionOf } from './version.ts';

/** Flat, as OpenFeature wants it. */
export type FlagMetadata = Readonly<Record<string, string | number | boolean>>;

/** What OpenFeature's two doors, the provider and OFREP, say of a feature: a value, or why there is none. */
export type Resolution =
  | {
      readonly ok: true;
      readonly value: boolean;
      readonly variant: 'on' | 'off';
      readonly answer: Answer;
      readonly metadata: FlagMetadata;
    }
  | {
      readonly ok: false;
      readonly code: 'FLAG_NOT_FOUND' | 'TARGETING_KEY_MISSING';
      readonly sentence: string;
    };

/**
 * Resolves a feature for whoever the context names.
 * @param actors nobody or one: without an id only what needs none can be answered.
 */
export function resolve(flags: Flags, key: string, actors: readonly Actor[]): Resolution {
  const feature = flags.feature(key);
  if (!feature)
    return { ok: false, code: 'FLAG_NOT_FOUND', sentence: `There is no feature “${key}”.` };
  const answer = ask(flags, key, actors);
  if (answer.because === 'no-gate-open' && actors.length === 0 && dependsOnActor(feature)) {
    const sentence = `Whether “${key}” is open depends on who asks. Put their id into the context as targetingKey.`;
    return { ok: false, code: 'TARGETING_KEY_MISSING', sentence };
  }
  const value = answer.isOpen;
  const metadata = metadataOf(answer, feature);
  return { ok: true, value, variant: value ? 'on' : 'off', answer, metadata };
}

/** OpenFeature's reason for a gate that opened a feature. */
export function reasonOf({ gate }: Answer): 'STATIC' | 'TARGETING_MATCH' | 'SPLIT' | null {
  switch (gate) {
    case null:
      return null;
    case 'boolean':
      return 'STATIC';
    case 'expression':
    case 'actor':
    case 'group':
      return 'TARGETING_MATCH';
    case 'percentage_of_actors':
    case 'percentage_of_time':
      return 'SPLIT';
  }
}

/** Expressions that ask nothing of an actor are answered without one. */
const ASKS_THE_ACTOR = /"(Property|PercentageOfActors|FeatureEnabled)"/;

function dependsOnActor({ gates }: Feature): boolean {
  return (
    gates.actors.size > 0 ||
    gates.groups.size > 0 ||
    readNumber(gates.percentageOfActors) > 0 ||
    ASKS_THE_ACTOR.test(gates.expression ?? '')
  );
}

function metadataOf({ gate, because, bucket, percentage }: Answer, feature: Feature): FlagMetadata {
  return {
    version: versionOf(feature),
    ...(gate !== null && { gate }),
    ...(because !== null && { because }),
    ...(bucket !== undefined && { bucket }),
    ...(percentage !== undefined && { percentage }),
  };
}
