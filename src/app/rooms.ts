import type { Flags, Groups, ReadImportFile } from '../flags/index.ts';
import type { Accounts, Tokens } from '../identity/index.ts';
import type { Clock, MovableClock } from '../lib/clock.ts';
import type { Databases, Listen } from '../lib/database/index.ts';
import type { Log } from '../lib/log.ts';
import type { Tracer } from '../lib/tracing/index.ts';
import type { Monitoring } from '../monitoring/index.ts';
import type { Deliveries } from '../alerts/index.ts';
import type { FlagWriter, PlanReader, ReleaseEngine } from '../release/index.ts';
import type { Feedback } from './feature/feedback.ts';
import type { OutsideWorld } from './development/outside-world.ts';
import type { PageFaults } from './development/page-faults.ts';
import type { Deadlines } from './http/http-server.ts';
import type { Limits } from './http/limits.ts';
import type { Readers } from './http/readers.ts';
import type { PublicFiles } from './public-files.ts';
import type { Settings } from './settings/index.ts';

/** What a start has opened before the rooms are put together. */
export type RoomSurroundings = Databases & {
  readonly settings: Settings;
  /** Hears notices of that database. */
  readonly listen: Listen;
  readonly world: OutsideWorld;
  readonly clock: Clock;
  /** Set in development only. */
  readonly movableClock: MovableClock | null;
  readonly log: Log;
  readonly monitoring: Monitoring;
  /** Null, or left out: nothing is traced. */
  readonly tracer?: Tracer | null;
  readonly sessionSecret: string;
  readonly apiToken: string;
  /** For whom gates of groups are open; a program that starts this one may know. */
  readonly groups?: Groups;
  /** How a release sets its toggles; a test that kills the program in the middle of it puts its own here. */
  readonly writeFlags?: FlagWriter;
  /** How plans are read; a program that was not built has no worker for it, and puts its own here. */
  readonly plans?: PlanReader;
  /** How files of imports are read, in the same way. */
  readonly readImportFile?: ReadImportFile;
  /** How long requests may take to come; a test of late ones does not wait as long. */
  readonly deadlines?: Deadlines;
};

/** The surroundings, and what more than one room needs. */
export type Rooms = RoomSurroundings & {
  readonly readImportFile: ReadImportFile;
  readonly flags: Flags;
  readonly engine: ReleaseEngine;
  readonly deliveries: Deliveries;
  readonly feedback: Feedback;
  readonly accounts: Accounts;
  readonly tokens: Tokens;
  readonly publicFiles: PublicFiles;
  readonly limits: Limits;
  readonly knowReaders: (readers: Readers) => void;
  readonly isStopping: () => boolean;
  /** Set in development only. */
  readonly pageFaults: PageFaults | null;
};
