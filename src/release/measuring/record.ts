import type { ResultPlace } from '../../plan/index.ts';
import type { Course, ErrorCount, StageFigures, StageRecord } from '../journal/stage-record.ts';
import { ofFeature } from './answer-book.ts';
import type { AnswerCount } from './figures.ts';
import { judgedNow } from './judging.ts';
import { openingsOf } from './place.ts';
import type { Scene } from './scene.ts';

/** What ends it. */
export type Ending = Pick<Course, 'decision' | 'by' | 'why'>;

/** What was seen of the present opening so far, of Phase I or of a stage; null while neither is open. */
export function recordOf(scene: Scene, ending: Ending | null): StageRecord | null {
  const place = presentPlace(scene);
  if (place === null) return null;
  return recordSince(scene, { place, from: scene.openedAt, ending });
}

/** What was seen since everybody was given the feature. */
export function checkInRecord(
  scene: Scene,
  place: ResultPlace,
  ending: Ending,
): StageRecord | null {
  const from = scene.progress.everyoneSince;
  return from && recordSince(scene, { place, from, ending });
}

function presentPlace({ progress }: Scene): ResultPlace | null {
  const { phase, stage } = progress;
  if (phase === 'testing') return { kind: 'testing' };
  if (phase !== 'rollout' || !stage) return null;
  return { kind: 'stage', index: stage.stage, letter: stage.letter };
}

type Stretch = {
  readonly place: ResultPlace;
  readonly from: Date;
  readonly ending: Ending | null;
};

function recordSince(scene: Scene, { place, from, ending }: Stretch): StageRecord {
  const times = { from: from.toISOString(), to: scene.now.toISOString() };
  return {
    place,
    dependencyWasDown: wasHeldForDependency(scene, from),
    figures: figuresSince(scene, place, from),
    course: ending && { ...times, ...ending },
  };
}

function figuresSince(scene: Scene, place: ResultPlace, since: Date): StageFigures {
  const { rules, watch, judged } = scene;
  const isTesting = place.kind === 'testing';
  const openings = openingsSince(scene, since);
  const { answers } = watch.book.inOpenings(
    openings.at(0)?.opening ?? 0,
    openings.at(-1)?.opening ?? 0,
    ofFeature(isTesting ? 'tester' : 'open'),
  );
  const failures = countIf(answers, ({ cause }) => cause === 'dependency');
  const calls = failures + countIf(answers, ({ cause }) => cause === null);
  return {
    ...peopleSince(scene, since, isTesting),
    requests: countIf(answers, () => true),
    errors: errorsIn(answers),
    dependency: { calls, failures },
    criteria: isTesting ? [] : rules.criteria.map((rule) => judgedNow(rule, watch, judged)),
  };
}

/** Of several openings the one with the most people: who came in two of them is not told apart from who came in one. */
function peopleSince(
  scene: Scene,
  since: Date,
  isTesting: boolean,
): Pick<StageFigures, 'people' | 'failed'> {
  const seen = openingsSince(scene, since).map(({ opening }) => scene.watch.people.in(opening));
  const [most] = seen.toSorted((a, b) => b.shown - a.shown);
  if (!most) return { people: 0, failed: { open: 0, closed: 0 } };
  if (isTesting) return { people: most.testersShown, failed: null };
  const { open, closed } = most.failed;
  return { people: most.shown, failed: { open, closed } };
}

function openingsSince({ entries, watch }: Scene, since: Date) {
  return openingsOf(entries).filter(({ run, at }) => run === watch.run && at >= since);
}

/** Bad answers, alike ones together, the most frequent first. */
function errorsIn(answers: readonly AnswerCount[]): readonly ErrorCount[] {
  const errors = new Map<string, ErrorCount>();
  for (const { status, cause, count } of answers) {
    if (cause === null) continue;
    const key = `${status} ${cause}`;
    errors.set(key, { status, cause, count: count + (errors.get(key)?.count ?? 0) });
  }
  return [...errors.values()].toSorted((a, b) => b.count - a.count);
}

function countIf(
  answers: readonly AnswerCount[],
  isMeant: (answer: AnswerCount) => boolean,
): number {
  return answers.reduce((sum, answer) => (isMeant(answer) ? sum + answer.count : sum), 0);
}

function wasHeldForDependency({ entries }: Scene, since: Date): boolean {
  return entries.some(
    (entry) => entry.kind === 'held' && entry.cause === 'dependency' && entry.at >= since,
  );
}
