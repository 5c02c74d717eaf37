import type { Clock } from '../../../lib/clock.ts';
import { errorFields, type Log } from '../../../lib/log.ts';
import type { ReleasePlan } from '../../../plan/index.ts';
import { rulesOf, type PlannedRules } from '../../decisions/rules.ts';
import type { Release } from '../../journal/release.ts';
import {
  FROM_THE_START,
  type Marks,
  type Measurements,
} from '../../measuring/kept/measurements.ts';
import type { PersonEvent } from '../../measuring/kept/person-event.ts';
import { RunWatch } from '../../measuring/run-watch.ts';
import { snapshotOf, vitalsOf, type Snapshot } from '../../measuring/snapshot.ts';
import type { MeasuredHead } from './lookout.ts';

/** What is measured of each release, kept in memory and brought up to date from the store when asked for. */
export type Live = {
  /** `head`: what a look has just seen of its measurements, so that what is known is not read again. */
  snapshotOf(release: Release, head?: MeasuredHead | null): Promise<Snapshot>;
  /** The same, or null when nothing can be measured just now. Rolling a feature back must not wait for that. */
  snapshotIfAny(release: Release): Promise<Snapshot | null>;
};

export type LiveDeps = {
  readonly measurements: Measurements;
  /** Features besides these whose people are not independent of theirs at this share, a sentence each. */
  readonly flags: {
    confoundersOf(toggles: readonly string[], percentage: number): readonly string[];
  };
  readonly clock: Clock;
  readonly log: Log;
};

type FoldedRun = { readonly watch: RunWatch; marks: Marks };

export function createLive({ measurements, flags, clock, log }: LiveDeps): Live {
  const folded = new Map<string, FoldedRun>();
  const inTurn = createTurns();
  const takeUp = async (run: FoldedRun, release: Release): Promise<void> => {
    const added = await measurements.since(release.id, run.marks);
    const now = clock.now();
    const events = knownRunsOnly(added.events, release);
    for (const event of events) run.watch.note(event);
    for (const counted of added.answerCounts) run.watch.noteAnswers(counted, now);
    run.marks = { ...added.marks, event: events.at(-1)?.number ?? run.marks.event };
  };
  const live = {
    snapshotOf: (release: Release, head: MeasuredHead | null = null) =>
      inTurn(release.id, async () => {
        const run = runOf(folded, release);
        run.watch.follow(release);
        if (head === null || isAhead(head.marks, run.marks)) await takeUp(run, release);
        const vitals = head?.vitals ?? vitalsOf(await measurements.heartbeats(release.id));
        const confounders = confoundersNow(flags, release);
        const rules = readRules(release.plan);
        const measured = { release, rules, watch: run.watch, confounders };
        return snapshotOf({ ...measured, now: clock.now() }, vitals);
      }),
  };
  return {
    ...live,
    snapshotIfAny: (release) =>
      live.snapshotOf(release).catch((error: unknown) => {
        const fields = { release: release.id, ...errorFields(error) };
        log.error('the measurements of a release could not be read', fields);
        return null;
      }),
  };
}

/** Two that ask at once must not fold the same person event twice. */
function createTurns() {
  const turns = new Map<string, Promise<unknown>>();
  return <T>(id: string, work: () => Promise<T>): Promise<T> => {
    const turn = (turns.get(id) ?? Promise.resolve()).then(work, work);
    turns.set(id, turn);
    return turn;
  };
}

function isAhead(head: Marks, known: Marks): boolean {
  return head.event > known.event || head.answerCount > known.answerCount;
}

/**
 * Person events of a stage run that the journal, as it was read, does not tell of yet wait for the next look. The
 * evidence begins again with a stage run, in every instance, before anything is measured of it.
 */
function knownRunsOnly(events: readonly PersonEvent[], { runs }: Release): readonly PersonEvent[] {
  const first = events.findIndex(({ opening }) => opening > runs.length);
  return first === -1 ? events : events.slice(0, first);
}

/** A new run begins with nothing; what was measured of it comes from the store. */
function runOf(folded: Map<string, FoldedRun>, { id, plan, progress }: Release): FoldedRun {
  const known = folded.get(id);
  if (known?.watch.run === progress.run) return known;
  const fresh = { watch: new RunWatch(plan, progress.run), marks: FROM_THE_START };
  folded.set(id, fresh);
  return fresh;
}

/** Another feature may be opened, or raised, while a stage goes on. One that is gone has been met all the same. */
function confoundersNow(
  flags: LiveDeps['flags'],
  { plan, progress: { stage } }: Release,
): readonly string[] {
  if (!stage) return [];
  const now = flags.confoundersOf(plan.toggles, stage.percentage);
  const named = new Set(now.map(featureIn));
  const gone = stage.confounders.filter((sentence) => !named.has(featureIn(sentence)));
  return [...now, ...gone.map((sentence) => `When Stage ${stage.letter} was opened, ${sentence}`)];
}

/** The sentence begins with it. */
function featureIn(sentence: string): string {
  return sentence.slice(0, sentence.indexOf(' '));
}

/** Rules are judged several times a second, and are read once. */
const read = new WeakMap<ReleasePlan, PlannedRules>();

function readRules(plan: ReleasePlan): PlannedRules {
  const rules = read.get(plan) ?? rulesOf(plan);
  read.set(plan, rules);
  return rules;
}
