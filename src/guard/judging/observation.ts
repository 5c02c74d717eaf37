import type { FloorCount } from '../floor.ts';
import type { Label } from '../labels/label.ts';
import type { SampleCounts } from '../sample-ratio.ts';
import type { Component, RestOfSurface } from './combination.ts';

/** What is labelled: a first error (`label`), a first slow answer, or another first bad event. */
export type Signal = Exclude<Component, 'floor'>;

/** `rest` only while the feature is open for everybody. */
export type FloorSeen = { readonly count: FloorCount; readonly rest: RestOfSurface | null };

/** What the guard is told, in order. Counts are those so far in this stage, not those since the last. */
export type Observation =
  | { readonly kind: 'label'; readonly signal: Signal; readonly label: Label }
  | { readonly kind: 'restart' }
  | { readonly kind: 'floor'; readonly floor: FloorSeen }
  | { readonly kind: 'sample'; readonly sample: SampleCounts };
