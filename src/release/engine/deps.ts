import type { Clock } from '../../lib/clock.ts';
import type { Log } from '../../lib/log.ts';
import type { Journal } from '../journal-store.ts';

/** What the engine asks of the flag engine, besides what the journal writes in its own transactions. */
export type ReleaseFlags = {
  /** Makes this instance answer by what is written now. */
  refresh(): Promise<void>;
  /** Whether this toggle is closed for everybody. */
  isClosed(toggle: string): boolean;
};

export type EngineDeps = {
  readonly journal: Journal;
  readonly flags: ReleaseFlags;
  readonly clock: Clock;
  readonly log: Log;
};
