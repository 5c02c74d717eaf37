import { createHash } from 'node:crypto';

import type { Feature } from '../feature.ts';

const known = new WeakMap<Feature, string>();

/** A short text that is another one as soon as anything in the feature is. */
export function versionOf(feature: Feature): string {
  const version = known.get(feature) ?? digest([feature.key, ...Object.values(feature.gates)]);
  known.set(feature, version);
  return version;
}

/** The same for all features together: by it clients and instances tell whether they know of a change. */
export function configurationVersion(features: readonly Feature[]): string {
  return digest(features.map(versionOf));
}

function digest(parts: readonly (string | ReadonlySet<string> | null)[]): string {
  const text = JSON.stringify(parts.map((part) => (part instanceof Set ? [...part] : part)));
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}
