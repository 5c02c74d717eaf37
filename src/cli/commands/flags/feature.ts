import type { Result } from '../../../lib/result.ts';
import { done, doneInWords, type Outcome } from '../../outcome.ts';

/** A feature in Flipper’s form. */
type FlipperFeature = {
  readonly key: string;
  readonly state: string;
  readonly gates: readonly { readonly key: string; readonly value: unknown }[];
};

/** Where a feature is in Flipper’s HTTP API. */
export function featurePath(name: string): string {
  return `/flipper/api/features/${encodeURIComponent(name)}`;
}

/** A feature and the gates that have a value, for people. */
export function featureOutcome(answer: Result<unknown, Outcome>): Outcome {
  if (!answer.ok) return answer.error;
  return doneInWords(answer.value) ?? shown(answer.value as FlipperFeature);
}

function shown(feature: FlipperFeature): Outcome {
  const gates = feature.gates.filter(({ value }) => isSet(value));
  const lines = gates.map(({ key, value }) => `  ${key}: ${valueInWords(value)}`);
  return done([`${feature.key}: ${feature.state}`, ...lines].join('\n'), feature);
}

function isSet(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== null;
}

/** Text as it is, members side by side, an expression as JSON. */
function valueInWords(value: unknown): string {
  if (Array.isArray(value)) return value.join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
