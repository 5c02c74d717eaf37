import type { AlignedClock, Clock } from '../../lib/clock.ts';
import type { Log } from '../../lib/log.ts';
import type { AlertingDeps } from '../alerts/alerting.ts';
import type { Journal } from '../journal/kept/journal-store.ts';
import type { PlanReader } from '../journal/plan-reader.ts';
import type { Access } from '../journal/progress.ts';
import type { Measurements } from '../measuring/kept/measurements.ts';
import type { PageEvents } from '../measuring/pages/page-events.ts';
import type { TesterRequests } from '../testing/requests.ts';
import type { Live } from './watching/live.ts';
import type { Lookout } from './watching/lookout.ts';

/** What the engine asks of the flag engine, besides what the journal writes in its own transactions. */
export type ReleaseFlags = {
  /** Makes this instance answer by what is written now. */
  refresh(): Promise<void>;
  /** Whether this toggle is closed for everyone. */
  isClosed(toggle: string): boolean;
  /** The spelling of this toggle under which it is open for any person, or null. */
  openSpelling(toggle: string): string | null;
  /** Closes these toggles in this instance, whatever is written, until that ends. `told`: whether all others do so, too. */
  closeHere(toggles: readonly string[]): { readonly told: Promise<boolean>; end(): void };
  /** Features besides these whose people are not independent of theirs at this share, a sentence each. */
  confoundersOf(toggles: readonly string[], percentage: number): readonly string[];
  /** Whether the flag engine has this toggle at all. */
  exists(toggle: string): boolean;
  /** When a program last asked for one of these toggles, in whatever spelling; null: never, as far as is known. */
  lastAskedAt(toggles: readonly string[]): Promise<Date | null>;
  /** Whether this toggle is open for exactly these, as far as this instance knows. */
  agrees(toggle: string, access: Access): boolean;
};

export type EngineDeps = {
  readonly plans: PlanReader;
  readonly journal: Journal;
  readonly measurements: Measurements;
  readonly testerRequests: TesterRequests;
  readonly lookout: Lookout;
  readonly pageEvents: PageEvents;
  /** The same journal as the watch over releases asks it, who must not wait for whoever else does; left out, as all do. */
  readonly guarding?: Pick<EngineDeps, 'journal'>;
  /** The same as what is observed goes to them: a flood of it must keep nobody waiting. */
  readonly intake?: Pick<EngineDeps, 'journal' | 'measurements' | 'testerRequests'>;
  /** A name of this instance that no other has. */
  readonly instance: string;
  /** A keyed hash of a person. */
  readonly pseudonym: (text: string) => string;
  /** How long a snapshot of the flags may go unconfirmed before an instance closes everything, in milliseconds. */
  readonly snapshotLimitMs: number;
  /** The toggles of features that this program itself carries, so that it gives their heartbeats. */
  readonly carried: readonly string[];
  readonly flags: ReleaseFlags;
  readonly alerts: AlertingDeps['alerts'];
  readonly clock: Clock;
  /** How `clock` is kept to the store's; left out, it is the only one there is. */
  readonly alignment?: Pick<AlignedClock, 'hear' | 'aheadMs'>;
  readonly log: Log;
};

/** With what has been measured so far kept in memory. */
export type StepDeps = EngineDeps & { readonly live: Live };
