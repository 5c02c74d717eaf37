import { err, ok, type Result } from '../../lib/result.ts';
import type { ReleasePlan } from '../../plan/index.ts';
import type { Refusal } from '../decisions/decide.ts';
import { mayTake, notAllowed } from '../decisions/permissions.ts';
import {
  changesBetween,
  mayReplace,
  voidedBy,
  type LoadedPlan,
} from '../decisions/plan-changes.ts';
import { CLOSED_FOR_GOOD, refuse } from '../decisions/situation.ts';
import { NOTHING_SAID, whyOvertaken, type Seen } from '../decisions/what-was-seen.ts';
import type { Who } from '../journal/journal.ts';
import { NOTHING_YET } from '../journal/progress.ts';
import { owns, type Release } from '../journal/release.ts';
import type { EngineDeps, ReleaseFlags } from './deps.ts';
import { write } from './write-step.ts';

/** `seen`: of the release that the plan is to change. */
export type PlanGiven = {
  readonly id: string;
  readonly document: string;
  readonly who: Who;
  readonly seen?: Seen;
};

/** Takes a plan in: as a new release, or as a new version of one that it does not contradict. */
export async function loadPlan(
  deps: EngineDeps,
  given: PlanGiven,
): Promise<Result<LoadedPlan, Refusal>> {
  const checked = await checkedPlan(deps, given);
  if (!checked.ok) return checked;
  const { release, isKnown } = checked.value;
  return release && isKnown ? ok(nothingNew(release)) : takeIn(deps, checked.value);
}

/** What loading a plan would do. `before`: the document that is in force; null: there is none. */
export type PlanPreview = LoadedPlan & {
  readonly before: string | null;
  /** Of the release, for which this holds. */
  readonly version: number;
};

/** The same without taking it in: what would change, or why it is refused. */
export async function previewPlan(
  deps: EngineDeps,
  given: PlanGiven,
): Promise<Result<PlanPreview, Refusal>> {
  const checked = await checkedPlan(deps, given);
  if (!checked.ok) return checked;
  const { release, isKnown, plan } = checked.value;
  const progress = release?.progress ?? NOTHING_YET;
  const told = { before: release?.document ?? null, version: progress.version };
  if (release && isKnown) return ok({ ...nothingNew(release), ...told });
  return ok({ ...outcomeOf(release, plan), ...told });
}

async function checkedPlan(
  deps: EngineDeps,
  { id, document, who, seen = NOTHING_SAID }: PlanGiven,
): Promise<Result<PlanTaken & { readonly isKnown: boolean }, Refusal>> {
  if (!mayTake(who, 'load')) return err(notAllowed(who, 'load'));
  const plan = await deps.plans.check(document);
  if (!plan.ok) return refuse('plan-not-ready', plan.error);
  const release = await deps.journal.release(id);
  if (release?.progress.phase === 'closed') return refuse(...CLOSED_FOR_GOOD);
  const overtaken = release && whyOvertaken(release, seen);
  if (overtaken) return err(overtaken);
  // A document that could not be read and now can is taken again: so the release goes on.
  const isSame = release !== null && withoutMark(release.document) === withoutMark(document);
  const isKnown = isSame && release.plan.unreadable === null;
  const given = { id, document, who, plan: plan.value, release, isKnown };
  const contradiction = isKnown ? null : await contradictionIn(deps, given);
  return contradiction === null ? ok(given) : err(contradiction);
}

async function contradictionIn(
  { journal, flags }: EngineDeps,
  { id, plan, release }: PlanTaken,
): Promise<Refusal | null> {
  const others = (await journal.releases()).filter((other) => other.id !== id);
  const elsewhere = takenToggle(others, plan);
  if (elsewhere) return elsewhere;
  const allowed = release ? mayReplace(release, plan) : await mayBegin(flags, plan);
  return allowed.ok ? null : allowed.error;
}

/** A byte order mark means nothing. */
function withoutMark(document: string): string {
  return document.replace(/^\uFEFF+/, '');
}

type PlanTaken = {
  readonly id: string;
  readonly document: string;
  readonly who: Who;
  readonly plan: ReleasePlan;
  readonly release: Release | null;
};

async function takeIn(
  deps: EngineDeps,
  { id, document, who, plan, release }: PlanTaken,
): Promise<Result<LoadedPlan, Refusal>> {
  const { version } = release?.progress ?? NOTHING_YET;
  const outcome = outcomeOf(release, plan);
  const { planVersion } = outcome;
  const { title, toggles } = plan;
  const facts = [{ kind: 'plan-loaded', planVersion, title, toggles }] as const;
  const written = await write(deps, { id, after: version, facts, who, why: null, document });
  return written.ok ? ok(outcome) : written;
}

function outcomeOf(release: Release | null, plan: ReleasePlan): LoadedPlan {
  if (!release) return { planVersion: NOTHING_YET.planVersion + 1, changes: null, voided: [] };
  const changes = changesBetween(release.plan, plan);
  const planVersion = release.progress.planVersion + 1;
  return { planVersion, changes, voided: voidedBy(plan, release.progress) };
}

function nothingNew({ progress }: Release): LoadedPlan {
  return { planVersion: progress.planVersion, changes: [], voided: [] };
}

function takenToggle(others: readonly Release[], { toggles }: ReleasePlan): Refusal | null {
  for (const other of others) {
    const toggle = toggles.find((name) => owns(other, name));
    if (toggle !== undefined) {
      const sentence = `Release ${other.id} already owns the toggle ${toggle}; a toggle has one release.`;
      return { code: 'toggle-taken', sentence };
    }
  }
  return null;
}

/** A release begins with its toggles closed: it does not know the people for whom they are open now. */
async function mayBegin(flags: ReleaseFlags, plan: ReleasePlan): Promise<Result<null, Refusal>> {
  await flags.refresh();
  const [toggle] = plan.toggles.flatMap((name) => flags.openSpelling(name) ?? []);
  if (toggle === undefined) return ok(null);
  return refuse(
    'toggle-open',
    `The toggle ${toggle} is open already. Close it first, then load the plan.`,
  );
}
