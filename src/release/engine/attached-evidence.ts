import { withinDeadline } from '../../lib/deadline.ts';
import { signedChanges, type SignedChange } from '../decisions/go-no-go/signed-parts.ts';
import type { AttachedEvidence } from '../journal/go-no-go/facts.ts';
import type { Release } from '../journal/release.ts';
import type { RecordedFigures } from '../journal/stage-record.ts';
import { recordOf } from '../measuring/record.ts';
import type { Snapshot } from '../measuring/snapshot.ts';
import { seenTesters } from '../testing/users-seen.ts';
import { NOTHING_FOUND, type GoNoGoFindings } from '../status/go-no-go.ts';
import type { EngineDeps, StepDeps } from './deps.ts';

/** What the program knows of a release for whoever decides on it now. */
export async function attachedTo(
  deps: Pick<EngineDeps, 'plans' | 'flags'>,
  release: Release,
  snapshot: Snapshot | null,
): Promise<AttachedEvidence> {
  return {
    planVersion: release.progress.planVersion,
    lint: await lintOf(deps, release),
    preflight: missingToggle(deps, release),
    heartbeat: snapshot && (snapshot.blindSince === null ? 'heard' : 'silent'),
    phaseOne: phaseOneIn(release, snapshot),
    openBugs: openBugsIn(release),
  };
}

/** As people wrote them down in testing. Where nobody was seen, no bug could be found: null, and not none. */
function openBugsIn({ progress }: Release): number | null {
  const bugs = [...progress.testing.bugs.values()];
  if (bugs.length === 0 && seenTesters({ progress }) === 0) return null;
  return bugs.filter(({ fixed }) => !fixed).length;
}

/** The same for a status, with what was changed since a go that is void: within bounds, and never in vain. */
export async function goNoGoFindings(deps: StepDeps, release: Release): Promise<GoNoGoFindings> {
  if (release.progress.phase === 'closed') return NOTHING_FOUND;
  const finding = async () =>
    attachedTo(deps, release, await deps.live.snapshotIfAny(release, FINDING_MS));
  const [changes, evidence] = await Promise.all([
    withinDeadline(COMPARING_MS, changesSinceSigned(deps, release)).catch(() => []),
    withinDeadline(FINDING_MS, finding()).catch(() => null),
  ]);
  return { evidence, changes };
}

/** In milliseconds. */
const FINDING_MS = 1_000;
/** An earlier plan is read from its document; without it people would sign anew what they have not seen. */
const COMPARING_MS = 5_000;

async function changesSinceSigned(
  { journal }: Pick<EngineDeps, 'journal'>,
  release: Release,
): Promise<readonly SignedChange[]> {
  const { plan, progress } = release;
  const { voided } = progress.goNoGo;
  if (voided?.cause !== 'plan-changed' || plan.unreadable !== null) return [];
  const known = compared.get(plan);
  if (known?.planVersion === voided.planVersion) return known.changes;
  const changes = signedChanges(await journal.planOf(release, voided.planVersion), plan);
  compared.set(plan, { planVersion: voided.planVersion, changes });
  return changes;
}

/** An earlier plan is read anew each time that it is asked for. */
const compared = new WeakMap<
  Release['plan'],
  { readonly planVersion: number; readonly changes: readonly SignedChange[] }
>();

/** Linting takes a while, and a document is asked about with each look at its release. */
const linted = new WeakMap<Release['plan'], AttachedEvidence['lint']>();

async function lintOf(
  { plans }: Pick<EngineDeps, 'plans'>,
  { plan, document }: Release,
): Promise<AttachedEvidence['lint']> {
  const known = linted.get(plan);
  if (known !== undefined) return known;
  const found = await plans.findings(document);
  const counts = found.ok ? found.value : null;
  // What could not be linted in time may be another time.
  if (counts) linted.set(plan, counts);
  return counts;
}

/** Why the flags are not ready, a sentence; null: they are. */
export function missingToggle(
  { flags }: Pick<EngineDeps, 'flags'>,
  { plan }: Pick<Release, 'plan'>,
): string | null {
  const missing = plan.toggles.find((toggle) => !flags.exists(toggle));
  return missing === undefined ? null : `The flag engine has no toggle ${missing}.`;
}

/** While Phase I goes on, of what is seen now. */
function phaseOneIn(
  { progress }: Release,
  snapshot: Snapshot | null,
): AttachedEvidence['phaseOne'] {
  const open = progress.phase === 'testing' && snapshot ? recordOf(snapshot, null) : null;
  const over = progress.records.findLast(({ place }) => place.kind === 'testing');
  const figures = (open ?? over)?.figures ?? null;
  return figures && figuresOf(figures);
}

function figuresOf({ people, requests, errors }: RecordedFigures) {
  return { people, requests, errors: errors.reduce((sum, { count }) => sum + count, 0) };
}
