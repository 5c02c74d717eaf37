import type { Flags } from '../../flags.ts';
import {
  checkFeature,
  isReady,
  type PreflightCheck,
  type SurfaceProbe,
} from '../../preflight/check.ts';
import type { FeatureOwnership } from '../changes/ownership.ts';

export type PreflightDeps = {
  readonly flags: Flags;
  readonly ownership: Pick<FeatureOwnership, 'ownerOf'>;
  /** Opens the feature for one account in doors of its own, and tells where it showed. Left out: no place is asked. */
  readonly probeFeature?: (featureKey: string) => Promise<readonly SurfaceProbe[]>;
};

/** Whether a feature is ready to be released, and why. Changes nothing. */
export async function preflightOf(
  { flags, ownership, probeFeature }: PreflightDeps,
  key: string,
): Promise<{ readonly ready: boolean; readonly checks: readonly PreflightCheck[] }> {
  await flags.refresh();
  const feature = flags.feature(key);
  const { problems = [] } = flags.explain(key, []);
  const others = flags.features().filter((other) => other.key !== key);
  const release = (await ownership.ownerOf(key))?.release ?? null;
  const probes = feature && probeFeature ? await probeFeature(key) : [];
  const checks = checkFeature({ key, feature, others, release, probes, problems });
  return { ready: isReady(checks), checks };
}
