import type { Cohort } from './observation.ts';
import type { NewSighting, Sighting } from './sighting.ts';
import type { Tally } from './tally.ts';

/** Where that is kept which was seen of a release. All instances write to it, in one order. */
export type Measurements = {
  /** Adds all of it or nothing. A person who was seen before in the same way is not counted again. */
  add(releaseId: string, batch: Batch): Promise<void>;
  /** What was added after these marks, in the order in which it was added. */
  since(releaseId: string, marks: Marks): Promise<Additions>;
  /** What was last heard of each instance, however long ago. */
  pulses(releaseId: string): Promise<readonly Pulse[]>;
};

export type Batch = {
  readonly instance: string;
  readonly sightings: readonly NewSighting[];
  readonly tallies: readonly Tally[];
  readonly signs: readonly Sign[];
};

/** A sign of life of one cohort, in one instance. */
export type Sign = {
  readonly cohort: Exclude<Cohort, 'tester'>;
  /** When somebody of it was last answered; null: it is only a heartbeat. */
  readonly answeredAt: Date | null;
  /** Answers that can’t be, and were left out. */
  readonly refused: number;
  /** Whether the instance knows every toggle of the release to be closed; null from other programs. */
  readonly closed: boolean | null;
};

export type Pulse = {
  readonly instance: string;
  readonly cohort: Sign['cohort'];
  /** Real milliseconds since it was last heard, by the store’s own clock. */
  readonly silentMs: number;
  readonly answeredAt: Date | null;
  readonly refused: number;
  readonly closed: boolean | null;
};

/** How far somebody has read. */
export type Marks = { readonly sighting: number; readonly tally: number };

export const FROM_THE_START: Marks = { sighting: 0, tally: 0 };

export type Additions = {
  readonly sightings: readonly Sighting[];
  /** With the whole count of their minute so far, which takes the place of an earlier one. */
  readonly tallies: readonly Tally[];
  readonly marks: Marks;
};
