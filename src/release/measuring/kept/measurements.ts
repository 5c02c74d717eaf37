import { DAY_MS } from '../../../lib/duration.ts';
import type { Cohort } from '../observation.ts';
import type { EventRow } from './event-rows.ts';
import type { NewPersonEvent } from './person-event.ts';
import type { AnswerCount } from './answer-count.ts';

/** Where measurements of a release are kept. All instances write to them, in one order. */
export type Measurements = {
  /** Adds all of it or nothing. A person who was seen before in the same way is not counted again. */
  add(releaseId: string, batch: Batch): Promise<void>;
  /**
   * The same for what counts once: these ids are kept for a day, and the batch is made knowing which of them are new.
   * Of two that add the same id at once, one finds it new.
   */
  addOnce(releaseId: string, ids: readonly string[], batchOf: BatchOfNew): Promise<void>;
  /**
   * What was added after these marks, in the order in which it was added: a page of it, when there is much. Left out in
   * `wanted`, every minute counts by itself.
   */
  since(releaseId: string, marks: Marks, wanted?: CountsWanted): Promise<NewMeasurements>;
  /**
   * Keeps what was folded of a release, in place of what was kept before in this form. What was kept in others, and not
   * for a day, goes.
   */
  saveFold(releaseId: string, form: string, bytes: Uint8Array): Promise<void>;
  /** What was kept of it last in this form; null: nothing. */
  savedFold(releaseId: string, form: string): Promise<Uint8Array | null>;
  /** When a visit of somebody with the feature first failed in a run; null: none did. Reads the failed visits alone. */
  firstFailedVisit(releaseId: string, run: number): Promise<Date | null>;
  /** What was last heard of each instance, however long ago, unless it is forgotten. */
  heartbeats(releaseId: string): Promise<readonly Heartbeat[]>;
  /** Forgets instances that were silent for a day, each where another one that was heard since says as much. */
  forgetSilent(): Promise<void>;
};

export type BatchOfNew = (newIds: ReadonlySet<string>) => Batch;

/** How long it is known that an id was told, in milliseconds. */
export const TOLD_FOR_MS = DAY_MS;

/** How long a fold stays that another version of the program saved, in milliseconds. */
export const OTHER_FORM_MS = DAY_MS;

/** How long a silent instance is remembered, in milliseconds. */
export const SILENT_FOR_MS = DAY_MS;

export type Batch = {
  readonly instance: string;
  /** How far its machine’s clock is ahead of the store’s, in milliseconds; left out: nobody knows, as of other programs. */
  readonly aheadMs?: number | undefined;
  readonly events: readonly NewPersonEvent[];
  readonly answerCounts: readonly AnswerCount[];
  readonly heartbeats: readonly HeartbeatUpdate[];
};

/** A sign of life of one cohort, in one instance. */
export type HeartbeatUpdate = {
  readonly cohort: Exclude<Cohort, 'tester'>;
  /** When a person of it was last answered; null: it is a heartbeat alone. */
  readonly answeredAt: Date | null;
  /** The stage run that was open by then, by its number; 0 before any. */
  readonly opening: number;
  /** Answers that can’t be, and were left out, since that opening. */
  readonly refused: number;
  /** Whether the instance knows every toggle of the release to be closed; null from other programs. */
  readonly closed: boolean | null;
};

/** What was last heard of one cohort in one instance. */
export type Heartbeat = {
  readonly instance: string;
  readonly cohort: HeartbeatUpdate['cohort'];
  /** Real milliseconds since it was last heard, by the store’s own clock. */
  readonly silentMs: number;
  readonly answeredAt: Date | null;
  /** The newest stage run in which it was heard, and the answers that were left out since. */
  readonly opening: number;
  readonly refused: number;
  readonly closed: boolean | null;
};

/** How far the measurements have been read: the number of the last person event, and of the last change of a count. */
export type Marks = { readonly event: number; readonly answerCount: number };

export const FROM_THE_START: Marks = { event: 0, answerCount: 0 };

/** Which counts of answers are asked for, and how finely. */
export type CountsWanted = {
  /** Counts of earlier minutes may be left out. */
  readonly fromMinute: number;
  /**
   * Whole hours after `knownMinute` may come as one, where they were over for `MINUTES_KEPT` by this minute, or by the
   * newest that is kept; not those of calls to the service behind the feature.
   */
  readonly untilMinute: number;
  /** Of this hour and those before it something is known already: what grew since takes the place of it. */
  readonly knownMinute: number;
  /** Hours that have one of these in them come by the minute. */
  readonly boundaries: readonly number[];
};

export const EVERY_MINUTE: CountsWanted = {
  fromMinute: 0,
  untilMinute: 0,
  knownMinute: Infinity,
  boundaries: [],
};

export type NewMeasurements = {
  /** As they are kept, so that they are unpacked a few at a time. The first may begin before the mark. */
  readonly eventRows: readonly EventRow[];
  /** With the whole count of their minute so far, which takes the place of an earlier one. */
  readonly answerCounts: readonly AnswerCount[];
  /** Of an hour, by its first minute: to be added to what came of it before. */
  readonly hourCounts: readonly AnswerCount[];
  readonly marks: Marks;
  /** Whether nothing came after this. */
  readonly isLast: boolean;
};
