import type { Decision } from '../decision.ts';
import type { Flags } from '../flags.ts';

/** For whom a feature is asked. */
export type Actor = { readonly id: string; readonly properties: Readonly<Record<string, unknown>> };

/** Flipper's name of a gate. */
export type GateName =
  'boolean' | 'expression' | 'actor' | 'percentage_of_actors' | 'percentage_of_time' | 'group';

/** What the engine answers, in the words of these doors. */
export type Answer = {
  readonly isOpen: boolean;
  /** The gate that opened it; null where none did. */
  readonly gate: GateName | null;
  /** Why it is closed; null where it is open. */
  readonly because: 'no-gate-open' | 'unknown-feature' | 'snapshot-too-old' | null;
  /** Where a share decided: the actor's place, 0 to 99,999, and percent. */
  readonly bucket?: number;
  readonly percentage?: number;
};

/** Asks the engine: the one place where these doors meet its signature. */
export function ask(flags: Flags, featureKey: string, actors: readonly Actor[]): Answer {
  return asAnswer(flags.explain(featureKey, actors[0]?.id ?? null));
}

function asAnswer(decision: Decision): Answer {
  if (!decision.open) return { isOpen: false, gate: null, because: decision.because };
  const { gate } = decision;
  if (gate !== 'percentage_of_actors') return { isOpen: true, gate, because: null };
  const { bucket, percentage } = decision;
  return { isOpen: true, gate, because: null, bucket, percentage };
}
