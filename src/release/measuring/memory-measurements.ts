import type { Batch, Measurements, Pulse } from './store.ts';
import type { NewSighting, Sighting } from './sighting.ts';
import { keyOf, type Tally } from './tally.ts';

type Heard = Omit<Pulse, 'silentMs'> & { readonly heardAt: number };

type Kept = {
  readonly names: Set<string>;
  readonly sightings: Sighting[];
  /** By kind and minute, in the order in which they were last changed. */
  readonly tallies: Map<string, { readonly tally: Tally; readonly changed: number }>;
  readonly heard: Map<string, Heard>;
  changes: number;
};

/** What was seen, in memory, for rehearsals of the whole engine: what it holds is gone with it. */
export function createMemoryMeasurements(nowMs: () => number): Measurements {
  const releases = new Map<string, Kept>();
  const of = (id: string): Kept => {
    const kept = releases.get(id) ?? nothing();
    releases.set(id, kept);
    return kept;
  };
  return {
    add: (id, batch) => {
      const kept = of(id);
      for (const sighting of batch.sightings) addSighting(kept, sighting);
      for (const tally of batch.tallies) addTally(kept, tally);
      addSigns(kept, batch, nowMs());
      return Promise.resolve();
    },
    since: (id, marks) => {
      const { sightings, tallies, changes } = of(id);
      const changed = [...tallies.values()].filter((one) => one.changed > marks.tally);
      return Promise.resolve({
        // Numbers are positions, from 1.
        sightings: sightings.slice(marks.sighting),
        tallies: changed.map(({ tally }) => tally),
        marks: { sighting: sightings.length, tally: changes },
      });
    },
    pulses: (id) =>
      Promise.resolve(
        [...of(id).heard.values()].map(({ heardAt, ...pulse }) => ({
          ...pulse,
          silentMs: Math.max(0, nowMs() - heardAt),
        })),
      ),
  };
}

function nothing(): Kept {
  return { names: new Set(), sightings: [], tallies: new Map(), heard: new Map(), changes: 0 };
}

function addSighting(kept: Kept, { person, scope, ...sighting }: NewSighting): void {
  const name = `${sighting.kind}|${scope}|${person}`;
  if (kept.names.has(name)) return;
  kept.names.add(name);
  kept.sightings.push({ ...sighting, number: kept.sightings.length + 1 });
}

function addTally(kept: Kept, tally: Tally): void {
  const key = keyOf(tally);
  const count = tally.count + (kept.tallies.get(key)?.tally.count ?? 0);
  kept.changes += 1;
  kept.tallies.set(key, { tally: { ...tally, count }, changed: kept.changes });
}

function addSigns(kept: Kept, { instance, signs }: Batch, heardAt: number): void {
  for (const { cohort, answeredAt, refused, closed } of signs) {
    const key = `${instance}|${cohort}`;
    const before = kept.heard.get(key);
    kept.heard.set(key, {
      instance,
      cohort,
      heardAt,
      answeredAt: latest(before?.answeredAt ?? null, answeredAt),
      refused: refused + (before?.refused ?? 0),
      closed: closed ?? before?.closed ?? null,
    });
  }
}

function latest(one: Date | null, other: Date | null): Date | null {
  if (one === null || other === null) return one ?? other;
  return one > other ? one : other;
}
