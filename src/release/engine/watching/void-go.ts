import { MINUTE_MS, SECOND_MS } from '../../../lib/duration.ts';
import type { Fence } from '../../../lib/leader/index.ts';
import { PROGRAM } from '../../journal/journal.ts';
import type { LostEvidence } from '../../journal/go-no-go/facts.ts';
import type { Release } from '../../journal/release.ts';
import { evidenceOf } from '../../measuring/assess.ts';
import type { Snapshot } from '../../measuring/snapshot.ts';
import { missingToggle } from '../attached-evidence.ts';
import type { StepDeps } from '../deps.ts';
import { carryOut } from '../take-step.ts';

type Signed = {
  readonly release: Release;
  readonly snapshot: Snapshot;
  readonly fence: Fence;
};

/** A go stands on what was seen when it was signed. Where that is lost it is void; nothing opens or closes by that. */
export type VoidWithoutEvidence = (signed: Signed) => Promise<void>;

export function createVoiding(deps: StepDeps): VoidWithoutEvidence {
  /** Since when this instance has seen each release silent: what was not heard while no instance ran says nothing. */
  const silentSince = new Map<string, Date>();
  return async ({ release, snapshot, fence }) => {
    const { id, progress } = release;
    if (isSilent(snapshot)) silentSince.set(id, silentSince.get(id) ?? snapshot.now);
    else silentSince.delete(id);
    const cause = lostBy(deps, { release, snapshot, silentSince: silentSince.get(id) });
    if (cause === null) return;
    const program = { evidence: evidenceOf(snapshot), fence, version: progress.version };
    const step = { kind: 'void-go', cause } as const;
    const taken = await carryOut(deps, { id, step, who: PROGRAM, why: null, program });
    if (taken.ok) deps.log.error('a go is void', { release: id, reason: cause });
  };
}

/** How long nothing may be heard of a feature: a release is held after as long. */
const SILENCE_MS = 15 * MINUTE_MS;
/** For so long this instance has to have seen it. */
const SEEN_SILENT_MS = 30 * SECOND_MS;

function isSilent({ blindSince, now }: Snapshot): boolean {
  return blindSince !== null && now.getTime() - blindSince.getTime() >= SILENCE_MS;
}

type SeenLost = Pick<Signed, 'release' | 'snapshot'> & { readonly silentSince: Date | undefined };

function lostBy(
  deps: StepDeps,
  { release, snapshot: { now }, silentSince }: SeenLost,
): LostEvidence | null {
  const { signatures, goNoGo, phase } = release.progress;
  const { attached } = goNoGo;
  if (signatures.length === 0 || attached === null || phase === 'fully-on') return null;
  if (attached.preflight === null && missingToggle(deps, release) !== null) return 'toggle-gone';
  const isSeen = silentSince && now.getTime() - silentSince.getTime() >= SEEN_SILENT_MS;
  return isSeen && attached.heartbeat === 'heard' ? 'heartbeat-silent' : null;
}
