import type { Fence } from '../../../lib/leader/index.ts';
import type { Marks } from '../../measuring/kept/measurements.ts';
import type { Vitals } from '../../measuring/snapshot.ts';

/** The lead, and what is new of the releases: asked several times a second, so that it is one question. */
export type Lookout = {
  /** Takes the lead or keeps it, and tells how far every release that is not over has come. */
  look(): Promise<Sight>;
  /** Lets another instance lead at once. */
  resign(): Promise<void>;
};

export type Sight = {
  /** Null: another instance leads. It rises with each new leader, and what an earlier one still writes is refused. */
  readonly fence: Fence | null;
  readonly heads: readonly Head[];
  /** What the store's clock said, in milliseconds from 1970, and how long the answer took; left out, it has none. */
  readonly time?: { readonly atMs: number; readonly roundTripMs: number };
  /** Of the instances that were heard just now, this one among them; left out, none is known to be off. */
  readonly clocksOff?: readonly ClockOff[];
};

/** An instance whose machine’s clock is off: by so many milliseconds ahead of the store’s, less than 0 where it is behind. */
export type ClockOff = { readonly instance: string; readonly aheadMs: number };

/** How far a release has come. */
export type Head = {
  readonly id: string;
  /** Of its newest journal entry. */
  readonly version: number;
  /** How far its measurements go, and what its heartbeats say; null: the store of measurements is to be asked. */
  readonly measured: MeasuredHead | null;
};

export type MeasuredHead = { readonly marks: Marks; readonly vitals: Vitals };
