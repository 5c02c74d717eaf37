import {
  TOLD_FOR_MS,
  type Batch,
  type Heartbeat,
  type Measurements,
} from '../../../src/release/measuring/kept/measurements.ts';
import type {
  NewPersonEvent,
  PersonEvent,
} from '../../../src/release/measuring/kept/person-event.ts';
import { rowsOf } from '../../../src/release/measuring/kept/event-rows.ts';
import { takeFirst, type PersonMarks } from '../../../src/release/measuring/kept/person-marks.ts';
import { keyOf, type AnswerCount } from '../../../src/release/measuring/kept/answer-count.ts';

type Kept = {
  readonly people: Map<string, PersonMarks>;
  readonly events: PersonEvent[];
  /** By kind and minute, in the order in which they were last changed. */
  readonly answerCounts: Map<
    string,
    { readonly answerCount: AnswerCount; readonly changed: number }
  >;
  readonly heard: Map<string, Omit<Heartbeat, 'silentMs'> & { readonly heardAt: number }>;
  /** When each id was told. */
  readonly told: Map<string, number>;
  changes: number;
};

/** What was seen, in memory, for rehearsals of the whole engine: what it holds is gone with it. */
export function createMemoryMeasurements(nowMs: () => number): Measurements {
  const releases = new Map<string, Kept>();
  const folds = new Map<string, Uint8Array>();
  const of = (id: string): Kept => {
    const kept = releases.get(id) ?? nothing();
    releases.set(id, kept);
    return kept;
  };
  const measurements: Measurements = {
    add: (id, batch) => {
      const kept = of(id);
      for (const event of batch.events) addEvent(kept, event);
      for (const answerCount of batch.answerCounts) addAnswerCount(kept, answerCount);
      addHeartbeats(kept, batch, nowMs());
      return Promise.resolve();
    },
    addOnce: (id, ids, batchOf) => measurements.add(id, batchOf(newAmong(of(id), ids, nowMs()))),
    since: (id, marks) => {
      const { events, answerCounts, changes } = of(id);
      const changed = [...answerCounts.values()].filter((one) => one.changed > marks.answerCount);
      return Promise.resolve({
        // Numbers are positions, from 1.
        eventRows: rowsOf(events.slice(marks.event)),
        answerCounts: changed.map(({ answerCount }) => answerCount),
        hourCounts: [],
        marks: { event: events.length, answerCount: changes },
        isLast: true,
      });
    },
    saveFold: (id, form, bytes) => {
      folds.set(`${form} ${id}`, bytes);
      return Promise.resolve();
    },
    savedFold: (id, form) => Promise.resolve(folds.get(`${form} ${id}`) ?? null),
    firstFailedVisit: (id, run) => {
      const failed = of(id).events.find(
        (event) => event.run === run && event.kind === 'failed' && event.cohort === 'open',
      );
      return Promise.resolve(failed?.at ?? null);
    },
    heartbeats: (id) =>
      Promise.resolve(
        [...of(id).heard.values()].map(({ heardAt, ...heartbeat }) => ({
          ...heartbeat,
          silentMs: Math.max(0, nowMs() - heardAt),
        })),
      ),
    // What is in memory is gone with its one instance.
    forgetSilent: () => Promise.resolve(),
  };
  return measurements;
}

function newAmong({ told }: Kept, ids: readonly string[], now: number): ReadonlySet<string> {
  for (const [id, at] of told) if (now - at > TOLD_FOR_MS) told.delete(id);
  const fresh = new Set(ids.filter((id) => !told.has(id)));
  for (const id of fresh) told.set(id, now);
  return fresh;
}

function nothing(): Kept {
  return {
    people: new Map(),
    events: [],
    answerCounts: new Map(),
    heard: new Map(),
    told: new Map(),
    changes: 0,
  };
}

function addEvent({ people, events }: Kept, event: NewPersonEvent): void {
  const first = takeFirst(people, `${event.run} ${event.person}`, event);
  if (first) events.push({ ...first, number: events.length + 1 });
}

function addAnswerCount(kept: Kept, answerCount: AnswerCount): void {
  const key = keyOf(answerCount);
  const count = answerCount.count + (kept.answerCounts.get(key)?.answerCount.count ?? 0);
  kept.changes += 1;
  kept.answerCounts.set(key, { answerCount: { ...answerCount, count }, changed: kept.changes });
}

function addHeartbeats(kept: Kept, { instance, heartbeats }: Batch, heardAt: number): void {
  for (const { cohort, answeredAt, opening, refused, closed } of heartbeats) {
    const key = `${instance}|${cohort}`;
    const before = kept.heard.get(key);
    kept.heard.set(key, {
      instance,
      cohort,
      heardAt,
      answeredAt: latest(before?.answeredAt ?? null, answeredAt),
      ...refusedSince(before ?? { opening, refused: 0 }, { opening, refused }),
      closed: closed ?? before?.closed ?? null,
    });
  }
}

type RefusedSince = Pick<Heartbeat, 'opening' | 'refused'>;

/** What was refused in an earlier stage run says nothing of the next. */
function refusedSince(before: RefusedSince, now: RefusedSince): RefusedSince {
  if (now.opening !== before.opening) return now.opening > before.opening ? now : before;
  return { opening: now.opening, refused: before.refused + now.refused };
}

function latest(one: Date | null, other: Date | null): Date | null {
  if (one === null || other === null) return one ?? other;
  return one > other ? one : other;
}
