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
import { progressAfter } from './progress-after.ts';
import { planInOutline } from './plan-in-outline.ts';
import { stageRunsAfter, stageRunsOf, type StageRun } from './stage-runs.ts';

/** A release as its journal has it: the newest plan, everything that happened, and where that leads. */
export type Release = {
  readonly id: string;
  readonly document: string;
  readonly plan: ReleasePlan;
  readonly entries: readonly JournalEntry[];
  readonly progress: Progress;
  /** How it stood after every so many entries: what it was once is not worked out from its beginning. */
  readonly milestones: readonly Progress[];
  readonly runs: readonly StageRun[];
};

/** How a release came to stand where it does. */
export type PastCourse = Pick<Release, 'progress' | 'milestones'>;
export const NO_COURSE: PastCourse = { progress: NOTHING_YET, milestones: [] };

/** In entries. */
const MILESTONE = 1_000;

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
export function releaseAfter(
  before: Release | null,
  added: Additions,
  course = courseAfter(before ?? NO_COURSE, added.entries),
): Release {
  const { id, plan, entries } = added;
  if (before === null) {
    const document = plan?.document ?? '';
    const runs = stageRunsOf(entries);
    return { id, document, plan: planOf(plan, entries), entries, ...course, runs };
  }
  const all = before.entries.concat(entries);
  const newer = plan && { document: plan.document, plan: planOf(plan, all) };
  const runs = stageRunsAfter(before.runs, before.progress.run, entries);
  return { ...before, ...newer, entries: all, ...course, runs };
}

export function courseAfter(before: PastCourse, entries: readonly JournalEntry[]): PastCourse {
  const milestones = [...before.milestones];
  let { progress } = before;
  for (const entry of entries) {
    progress = progressAfter(progress, entry);
    if (entry.version % MILESTONE === 0) milestones.push(progress);
  }
  return { progress, milestones };
}

function planOf(newer: PlanAddition | null, entries: readonly JournalEntry[]): ReleasePlan {
  if (!newer) return planInOutline(entries, 'The document is missing.');
  const { reading } = newer;
  return reading.ok ? reading.value : planInOutline(entries, reading.error);
}

/** The release as it was before this entry, under the plan that was in force then. */
export function releaseBefore(
  { id, document, entries: all, milestones: every }: Release,
  { version }: Pick<JournalEntry, 'version'>,
  plan: ReleasePlan,
): Release {
  const entries = all.slice(0, all.findLastIndex((entry) => entry.version < version) + 1);
  const milestones = every.filter((milestone) => milestone.version < version);
  const last = milestones.at(-1) ?? NOTHING_YET;
  const course = courseAfter({ progress: last, milestones }, entriesSince(entries, last.version));
  return { id, document, plan, entries, ...course, runs: stageRunsOf(entries) };
}

/** What was added after this version, without going through what is older. */
export function entriesSince(
  entries: readonly JournalEntry[],
  version: number,
): readonly JournalEntry[] {
  return entries.slice(entries.findLastIndex((entry) => entry.version <= version) + 1);
}

/** Whether nothing will ever be added: the release is closed, and its toggles are left alone. */
export function isOver({ progress }: Release): boolean {
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
