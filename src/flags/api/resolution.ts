import { err, ok, type Result } from '../../lib/result.ts';
import type { Actor } from '../actor.ts';
import type { Decision } from '../decision.ts';
import type { Feature } from '../feature.ts';
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
  | Unresolved;

type Unresolved = {
  readonly ok: false;
  readonly code: 'PROVIDER_NOT_READY' | 'FLAG_NOT_FOUND' | 'TARGETING_KEY_MISSING';
  readonly sentence: string;
};

/**
 * For whom a context asks: its targetingKey becomes the actor's id, all else the actor's properties. No actor where
 * there is no key, or an empty one. The failure is a sentence.
 */
export function actorsIn(
  context: Readonly<Record<string, unknown>>,
): Result<readonly Actor[], string> {
  const { targetingKey = '', ...properties } = context;
  if (typeof targetingKey !== 'string') return err('The targetingKey should be text.');
  return ok(targetingKey === '' ? [] : [{ id: targetingKey, properties: asJson(properties) }]);
}

/** Whatever it holds came as JSON, or was made it. */
function asJson(properties: Readonly<Record<string, unknown>>): Actor['properties'] {
  return properties as Actor['properties'];
}

/**
 * Resolves a feature for the actor that the context names.
 * @param actors none or one: without an id only features that depend on nobody can be answered.
 */
export function resolve(flags: Flags, key: string, actors: readonly Actor[]): Resolution {
  if (!isReady(flags)) return unresolved('PROVIDER_NOT_READY', NOT_READY);
  const feature = flags.feature(key);
  if (!feature) return unresolved('FLAG_NOT_FOUND', `There is no feature “${key}”.`);
  const decision = flags.ask(key, actors);
  if (actors.length === 0 && flags.dependsOnActor(key, decision)) {
    const sentence = `Whether “${key}” is open depends on who asks. Put their id into the context as targetingKey.`;
    return unresolved('TARGETING_KEY_MISSING', sentence);
  }
  const value = decision.open;
  const metadata = metadataOf(decision, feature);
  return { ok: true, value, variant: value ? 'on' : 'off', decision, metadata };
}

/** Before the first reading nothing is known, not even which features there are. */
export function isReady(flags: Flags): boolean {
  return flags.snapshotAgeMs() !== Infinity;
}

export const NOT_READY = 'The features have not been read yet. Ask again in a moment.';

function unresolved(code: Unresolved['code'], sentence: string): Unresolved {
  return { ok: false, code, sentence };
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

function metadataOf(decision: Decision, feature: Feature): FlagMetadata {
  const { problems = [], ...decided } = decision;
  const facts = Object.entries(decided).filter(([name]) => name !== 'open');
  return {
    ...Object.fromEntries(facts),
    version: versionOf(feature),
    ...(problems.length > 0 && { problems: problems.map(({ sentence }) => sentence).join(' ') }),
  };
}
