import type { ResultPlace } from '../../plan/index.ts';
import { presentPlace } from '../journal/progress.ts';
import type { Release } from '../journal/release.ts';
import type { Course, ErrorCount, RecordedFigures, StageRecord } from '../journal/stage-record.ts';
import { ofFeature } from './answer-book.ts';
import type { CountedAnswers } from './figures.ts';
import { judgedNow } from './judging.ts';
import type { Snapshot } from './snapshot.ts';

/** What ends it. */
export type Ending = Pick<Course, 'decision' | 'by' | 'why'>;

/** What was measured of the present stage run so far, of Phase I or of a stage; null while neither is open. */
export function recordOf(snapshot: Snapshot, ending: Ending | null): StageRecord | null {
  const place = presentPlace(snapshot.release.progress);
  if (place === null) return null;
  return recordSince(snapshot, { place, from: snapshot.openedAt, ending });
}

/** What was measured since everyone was given the feature. */
export function checkInRecord(
  snapshot: Snapshot,
  place: ResultPlace,
  ending: Ending | null,
): StageRecord | null {
  const from = snapshot.release.progress.everyoneSince;
  return from && recordSince(snapshot, { place, from, ending });
}

type RecordSpan = {
  readonly place: ResultPlace;
  readonly from: Date;
  readonly ending: Ending | null;
};

function recordSince(snapshot: Snapshot, { place, from, ending }: RecordSpan): StageRecord {
  const times = { from: from.toISOString(), to: snapshot.now.toISOString() };
  return {
    place,
    dependencyWasDown: wasHeldForDependency(snapshot.release, from),
    figures: figuresSince(snapshot, place, from),
    course: ending && { ...times, ...ending },
  };
}

function figuresSince(snapshot: Snapshot, place: ResultPlace, since: Date): RecordedFigures {
  const { rules, watch } = snapshot;
  const isTesting = place.kind === 'testing';
  const runs = stageRunsSince(snapshot, since);
  const { answers } = watch.book.inOpenings(
    runs.at(0)?.opening ?? 0,
    runs.at(-1)?.opening ?? 0,
    ofFeature(isTesting ? 'tester' : 'open'),
  );
  const failures = countIf(answers, ({ cause }) => cause === 'dependency');
  const calls = failures + countIf(answers, ({ cause }) => cause === null);
  return {
    ...peopleSince(snapshot, since, isTesting),
    requests: countIf(answers, () => true),
    errors: errorsIn(answers),
    dependency: { calls, failures },
    criteria: isTesting ? [] : rules.criteria.map((rule) => judgedNow(rule, snapshot)),
  };
}

/** Of several stage runs the one with the most people: people of two of them are not told apart from those of one. */
function peopleSince(
  snapshot: Snapshot,
  since: Date,
  isTesting: boolean,
): Pick<RecordedFigures, 'people' | 'failed'> {
  const seen = stageRunsSince(snapshot, since).map(({ opening }) =>
    snapshot.watch.people.in(opening),
  );
  const [most] = seen.toSorted((a, b) => b.shown - a.shown);
  if (!most) return { people: 0, failed: { open: 0, closed: 0 } };
  if (isTesting) return { people: most.testersShown, failed: null };
  const { open, closed } = most.failed;
  return { people: most.shown, failed: { open, closed } };
}

function stageRunsSince({ release, watch }: Snapshot, since: Date) {
  return release.runs.filter(({ run, at }) => run === watch.run && at >= since);
}

/** Bad answers, alike ones together, the most frequent first. */
function errorsIn(answers: readonly CountedAnswers[]): readonly ErrorCount[] {
  const errors = new Map<string, ErrorCount>();
  for (const { status, cause, count } of answers) {
    if (cause === null) continue;
    const key = `${status} ${cause}`;
    errors.set(key, { status, cause, count: count + (errors.get(key)?.count ?? 0) });
  }
  return [...errors.values()].toSorted((a, b) => b.count - a.count);
}

function countIf(
  answers: readonly CountedAnswers[],
  isMeant: (answer: CountedAnswers) => boolean,
): number {
  return answers.reduce((sum, answer) => (isMeant(answer) ? sum + answer.count : sum), 0);
}

function wasHeldForDependency({ entries }: Release, since: Date): boolean {
  return entries.some(
    (entry) => entry.kind === 'held' && entry.cause === 'dependency' && entry.at >= since,
  );
}
