import type { Clock } from '../../lib/clock.ts';
import type { ReleaseRecord } from '../journal/journal-store.ts';
import type { JournalEntry } from '../journal/journal.ts';
import { openingsOf } from '../measuring/place.ts';
import { RunWatch } from '../measuring/run-watch.ts';
import { sceneOf, type Scene } from '../measuring/scene.ts';
import type { Sighting } from '../measuring/sighting.ts';
import { FROM_THE_START, type Marks, type Measurements } from '../measuring/store.ts';
import type { ReleasePlan } from '../../plan/index.ts';
import { progressOf } from '../journal/progress.ts';
import { rulesOf, type PlannedRules } from '../decisions/rules.ts';
import { planOf } from './plan-of.ts';

/** What has been seen of each release so far, kept in memory and brought up to date from the store when asked for. */
export type Live = {
  sceneOf(record: ReleaseRecord): Promise<Scene>;
};

export type LiveDeps = { readonly measurements: Measurements; readonly clock: Clock };

type Kept = { readonly watch: RunWatch; marks: Marks };

export function createLive({ measurements, clock }: LiveDeps): Live {
  const kept = new Map<string, Kept>();
  const turns = new Map<string, Promise<unknown>>();
  /** Two that ask at once must not fold the same sighting twice. */
  const inTurn = <T>(id: string, work: () => Promise<T>): Promise<T> => {
    const turn = (turns.get(id) ?? Promise.resolve()).then(work, work);
    turns.set(id, turn);
    return turn;
  };
  return {
    sceneOf: (record) =>
      inTurn(record.id, async () => {
        const { id, entries } = record;
        const plan = planOf(record);
        const mine = keptFor(kept, record);
        const { watch } = mine;
        watch.follow(plan, entries);
        const { sightings, tallies, marks } = await measurements.since(id, mine.marks);
        const now = clock.now();
        const told = toldOf(sightings, entries);
        for (const sighting of told) watch.note(sighting);
        for (const tally of tallies) watch.noteAnswers(tally, now);
        mine.marks = { ...marks, sighting: told.at(-1)?.number ?? mine.marks.sighting };
        const progress = progressOf(entries);
        const seen = { plan, rules: readRules(plan), progress, entries, watch, now };
        return sceneOf(seen, await measurements.pulses(id));
      }),
  };
}

/**
 * Sightings of an opening of which the journal, as it was read, does not tell yet wait for the next look. The evidence
 * begins anew with an opening, for whoever folds it, before anything is seen of it.
 */
function toldOf(
  sightings: readonly Sighting[],
  entries: readonly JournalEntry[],
): readonly Sighting[] {
  const known = openingsOf(entries).length;
  const first = sightings.findIndex(({ opening }) => opening > known);
  return first === -1 ? sightings : sightings.slice(0, first);
}

/** A new run begins with nothing; what was seen of it comes from the store. */
function keptFor(kept: Map<string, Kept>, record: ReleaseRecord): Kept {
  const { run } = progressOf(record.entries);
  const known = kept.get(record.id);
  if (known?.watch.run === run) return known;
  const fresh = { watch: new RunWatch(planOf(record), run), marks: FROM_THE_START };
  kept.set(record.id, fresh);
  return fresh;
}

/** Rules are looked at four times a second, and are read once. */
const read = new WeakMap<ReleasePlan, PlannedRules>();

function readRules(plan: ReleasePlan): PlannedRules {
  const rules = read.get(plan) ?? rulesOf(plan);
  read.set(plan, rules);
  return rules;
}
