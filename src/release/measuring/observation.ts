import type { ErrorCause } from '../journal/stage-record.ts';

/** What a program that carries a feature observes, for the release that opens it. */
export type Observation = SurfaceAnswer | HeartbeatObservation;

/**
 * Whether the feature was open for a person when they were evaluated. Testers are let in by name; they are
 * counted in Phase I and nowhere else.
 */
export type Cohort = 'open' | 'closed' | 'tester';

/** One answer to one person, on any page or endpoint of the surface that carries the feature. */
export type SurfaceAnswer = {
  readonly kind: 'answer';
  readonly toggle: string;
  /** The person, as the toggle’s actor. Only a keyed hash of it is ever kept. */
  readonly person: string;
  readonly cohort: Cohort;
  /** For what share of people (0 to 1) the toggle was open when they were evaluated. */
  readonly share: number;
  /** Whether the feature, or the way to it, was shown. */
  readonly shown: boolean;
  /** Whether it is an answer of the feature itself; else it is one of the surface around it. */
  readonly ofFeature: boolean;
  /** The route’s pattern, such as `/v0/letters`; never an address that a person typed. */
  readonly endpoint: string;
  /** HTTP status. */
  readonly status: number;
  /** Whose fault it is that this is no good answer; null of a good one. */
  readonly cause: ErrorCause | null;
  readonly durationMs: number;
  /** Whether a good answer had something in it; null where that can’t be said. */
  readonly hasContent: boolean | null;
  /** By which logs and traces know the request; left out where the program does not say it. */
  readonly traceId?: string;
  readonly at: Date;
};

/** Says that observations of this cohort arrive, also when no one comes. */
export type HeartbeatObservation = {
  readonly kind: 'heartbeat';
  readonly toggle: string;
  readonly cohort: Exclude<Cohort, 'tester'>;
  readonly at: Date;
};

/** What another program tells. */
export type Told = {
  readonly observation: Observation;
  /** Under which it counts once, however often this sender tells it; null: each time. */
  readonly id: string | null;
};

/** An answer that another program told in a form that can’t be read. Its release is told that something is missing. */
export type UnreadableAnswer = {
  readonly toggle: string;
  readonly cohort: HeartbeatObservation['cohort'];
};

/** What became of something told. */
export type Hearing =
  | { readonly kind: 'counted' }
  /** It was counted before, under the same id. */
  | { readonly kind: 'repeated' }
  | { readonly kind: 'refused'; readonly code: RefusedCode; readonly sentence: string };

type RefusedCode =
  | 'unreadable-observation'
  | 'unowned-toggle'
  | 'impossible-answer'
  | 'share-not-in-force'
  | 'too-old'
  | 'not-written'
  | 'token-out-of-scope';
