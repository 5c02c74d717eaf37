/** The whole program on an embedded database, put together in the test's own process, with a clock to move. */
import { compose, type Program } from '../../src/app/compose.ts';
import { MIGRATIONS } from '../../src/app/migrations.ts';
import { openOutsideWorld, type OutsideWorld } from '../../src/app/development/outside-world.ts';
import { parseSettings, type Settings } from '../../src/app/settings/index.ts';
import type { RoomSurroundings } from '../../src/app/rooms.ts';
import { movableClock, type MovableClock } from '../../src/lib/clock.ts';
import { migrate, type Database } from '../../src/lib/database/index.ts';
import type { Log } from '../../src/lib/log.ts';
import { openMonitoring } from '../../src/monitoring/index.ts';
import { openTestDatabase } from '../postgres/index.ts';
import { READERS_HERE } from './plan-reader.ts';

export type WholeProgram = {
  readonly program: Program;
  readonly settings: Settings;
  readonly world: OutsideWorld;
  readonly db: Database;
  readonly clock: MovableClock;
  close(): Promise<void>;
};

type Parts = {
  readonly apiToken: string;
  readonly log: Log;
  /** What a test puts in the place of what there is. */
  readonly instead?: (db: Database) => Partial<RoomSurroundings>;
};

export async function wholeProgram(
  environment: Readonly<Record<string, string>>,
  { apiToken, log, instead = () => ({}) }: Parts,
): Promise<WholeProgram> {
  const parsed = parseSettings(environment);
  if (!parsed.ok) throw new Error(parsed.error.join());
  const settings = parsed.value;
  const database = await openTestDatabase();
  const { db, guard, lead, observations, listen } = database;
  await migrate(db, MIGRATIONS);
  const world = await openOutsideWorld(settings);
  const clock = movableClock();
  const monitoring = openMonitoring(log);
  const program = await compose({
    ...{
      settings,
      db,
      guard,
      lead,
      observations,
      listen,
      world,
      clock,
      movableClock: clock,
      log,
      apiToken,
      monitoring,
    },
    sessionSecret: 'some secret',
    ...READERS_HERE,
    ...instead(db),
  });
  const close = async () => {
    await program.close();
    await world.close();
    await database.close();
    await monitoring.close();
  };
  return { program, settings, world, db, clock, close };
}
