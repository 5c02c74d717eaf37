import { DAY_MS } from '../../lib/duration.ts';

/** An answer that a participant got. Nothing of its content, and no address but the route’s pattern. */
export type TesterRequest = {
  readonly participant: string;
  readonly at: Date;
  readonly endpoint: string;
  /** HTTP status. */
  readonly status: number;
  readonly durationMs: number;
  /** By which logs and traces know it; null: the program that observed it says none. */
  readonly traceId: string | null;
};

/** Where the requests of participants are kept, for as long as they help to look into what a session found. */
export type TesterRequests = {
  /** Keeps the newest of each participant, at most `MOST_REQUESTS`. */
  add(releaseId: string, requests: readonly TesterRequest[]): Promise<void>;
  /** In the order in which they were answered. */
  of(releaseId: string): Promise<readonly TesterRequest[]>;
  /** Removes what is older. */
  removeBefore(moment: Date): Promise<void>;
};

/** Of each participant. */
export const MOST_REQUESTS = 200;

/** How long they are kept. */
export const REQUESTS_KEPT_MS = 30 * DAY_MS;
