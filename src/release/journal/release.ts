import type { Result } from '../../lib/result.ts';
import { isSameName } from '../../lib/spelling.ts';
import type { ReleasePlan } from '../../plan/index.ts';
import type { JournalEntry } from './journal.ts';
import {
  accessOf,
  isBeyondUs,
  NOTHING_YET,
  sameAccess,
  type Access,
  type Progress,
} from './progress.ts';
import { progressAfter, progressOf } from './progress-after.ts';
import { planInOutline } from './plan-in-outline.ts';
import { stageRunsOf, type StageRun } from './stage-runs.ts';

/** A release as its journal has it: the newest plan, everything that happened, and where that leads. */
export type Release = {
  readonly id: string;
  readonly document: string;
  readonly plan: ReleasePlan;
  readonly entries: readonly JournalEntry[];
  readonly progress: Progress;
  readonly runs: readonly StageRun[];
};

/** A plan document with what it says, or why it can’t be read. */
export type PlanAddition = {
  readonly document: string;
  readonly reading: Result<ReleasePlan, string>;
};

/** What a journal has of a release after what is known of it. */
export type Additions = {
  readonly id: string;
  /** A newer version of the plan; null: there is none. */
  readonly plan: PlanAddition | null;
  readonly entries: readonly JournalEntry[];
};

/** The release with what was added to it. A release that nothing is known of begins with its first entries. */
function releaseAfter(before: Release | null, { id, plan: newer, entries }: Additions): Release {
  const all = [...(before?.entries ?? []), ...entries];
  const progress = entries.reduce(progressAfter, before?.progress ?? NOTHING_YET);
  const document = newer?.document ?? before?.document ?? '';
  const plan = newer || !before ? planOf(newer, all) : before.plan;
  return { id, document, plan, entries: all, progress, runs: stageRunsOf(all) };
}

function planOf(newer: PlanAddition | null, entries: readonly JournalEntry[]): ReleasePlan {
  if (!newer) return planInOutline(entries, 'The document is missing.');
  const { reading } = newer;
  return reading.ok ? reading.value : planInOutline(entries, reading.error);
}

/** The release as it was before this entry, under the plan that was in force then. */
export function releaseBefore(
  { id, document, entries: all }: Release,
  { version }: Pick<JournalEntry, 'version'>,
  plan: ReleasePlan,
): Release {
  const entries = all.filter((entry) => entry.version < version);
  return { id, document, plan, entries, progress: progressOf(entries), runs: stageRunsOf(entries) };
}

/** Whether nothing will ever be added: the release is closed, and its toggles are left alone. */
function isOver({ progress }: Release): boolean {
  return progress.phase === 'closed' && isSettled(progress);
}

/** Whether the flags are known to agree with the journal. */
export function isSettled({ version, appliedVersion }: Progress): boolean {
  return version === appliedVersion;
}

/** A toggle of a release, as its plan spells it. */
export type OwnedToggle = { readonly release: string; readonly toggle: string };

/** The toggle that the release holds under this name, however it is spelled. A closed release holds none any more. */
export function ownedToggle({ id, plan, progress }: Release, name: string): OwnedToggle | null {
  if (progress.phase === 'closed') return null;
  const toggle = plan.toggles.find((own) => own === name) ?? sameNamed(plan.toggles, name);
  return toggle === undefined ? null : { release: id, toggle };
}

function sameNamed(toggles: readonly string[], name: string): string | undefined {
  return toggles.find((own) => isSameName(own, name));
}

export function owns(release: Release, name: string): boolean {
  return ownedToggle(release, name) !== null;
}

/** What the flags should be, as the journal says; null when the journal gives them no order. */
export type FlagOrder = { readonly toggles: readonly string[]; readonly access: Access } | null;

/**
 * What the flags should be set to. Steps that change no one’s access give no order, so that a hold, say, does not open
 * a flag that was closed outside the release. A rolled-back release always orders its flags closed. Resuming after
 * drift orders them again; closing the release orders nothing. Nor does what a newer program has taken further.
 */
export function orderOf({ plan, progress }: Release): FlagOrder {
  const { phase, held, applied } = progress;
  const access = accessOf(progress);
  const isDriftRepaired = applied.isDrifted && held === null;
  const keepsOrder = sameAccess(applied.access, access) && !isDriftRepaired;
  if (phase === 'closed' || isBeyondUs(progress) || (keepsOrder && phase !== 'rolled-back'))
    return null;
  return { toggles: plan.toggles, access };
}

/** The releases that an instance has read, each as it was at its newest known version. Asks no store. */
export class KnownReleases {
  readonly #releases = new Map<string, Release>();

  get(id: string): Release | null {
    return this.#releases.get(id) ?? null;
  }

  /** In the order in which they began. */
  all(): readonly Release[] {
    return [...this.#releases.values()].toSorted((a, b) => beginOf(a) - beginOf(b));
  }

  /** Those that are not over. */
  open(): readonly Release[] {
    return this.all().filter((release) => !isOver(release));
  }

  /** Takes up what was read, and answers with the newest that is known. What is known already is not added twice. */
  add(additions: Additions): Release {
    const before = this.get(additions.id);
    const version = before?.progress.version ?? 0;
    const entries = additions.entries.filter((entry) => entry.version > version);
    if (before && entries.length === 0) return before;
    const release = releaseAfter(before, { ...additions, entries });
    this.#releases.set(release.id, release);
    return release;
  }
}

function beginOf({ entries }: Release): number {
  return entries[0]?.at.getTime() ?? 0;
}
