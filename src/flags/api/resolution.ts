import type { Actor } from '../actor.ts';
import type { Decision } from '../decision.ts';
import { readNumber, type Feature } from '../feature.ts';
import type { Flags } from '../flags.ts';
import { versionOf } from './version.ts';

/** Flat, as OpenFeature wants it. */
export type FlagMetadata = Readonly<Record<string, string | number | boolean>>;

/** The answer of OpenFeature's provider and of OFREP about a feature: a value, or why there is none. */
export type Resolution =
  | {
      readonly ok: true;
      readonly value: boolean;
      readonly variant: 'on' | 'off';
      readonly decision: Decision;
      readonly metadata: FlagMetadata;
    }
  | {
      readonly ok: false;
      readonly code: 'FLAG_NOT_FOUND' | 'TARGETING_KEY_MISSING';
      readonly sentence: string;
    };

/**
 * Resolves a feature for the actor that the context names.
 * @param actors none or one: without an id only features that need none can be answered.
 */
export function resolve(flags: Flags, key: string, actors: readonly Actor[]): Resolution {
  const feature = flags.feature(key);
  if (!feature)
    return { ok: false, code: 'FLAG_NOT_FOUND', sentence: `There is no feature “${key}”.` };
  const decision = flags.ask(key, actors);
  const noGate = !decision.open && decision.because === 'no-gate-open';
  if (noGate && actors.length === 0 && dependsOnActor(feature)) {
    const sentence = `Whether “${key}” is open depends on who asks. Put their id into the context as targetingKey.`;
    return { ok: false, code: 'TARGETING_KEY_MISSING', sentence };
  }
  const value = decision.open;
  const metadata = metadataOf(decision, feature);
  return { ok: true, value, variant: value ? 'on' : 'off', decision, metadata };
}

/** OpenFeature's reason for a gate that opened a feature. */
export function reasonOf(decision: Decision): 'STATIC' | 'TARGETING_MATCH' | 'SPLIT' | null {
  if (!decision.open) return null;
  switch (decision.gate) {
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

function metadataOf(decision: Decision, feature: Feature): FlagMetadata {
  const { problems = [], ...decided } = decision;
  const facts = Object.entries(decided).filter(([name]) => name !== 'open');
  return {
    ...Object.fromEntries(facts),
    version: versionOf(feature),
    ...(problems.length > 0 && { problems: problems.map(({ sentence }) => sentence).join(' ') }),
  };
}
