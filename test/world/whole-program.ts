/** The whole program on an embedded database, put together in the test's own process, with a clock to move. */
import { compose, type Program } from '../../src/app/compose.ts';
import { MIGRATIONS } from '../../src/app/migrations.ts';
import { openOutsideWorld, type OutsideWorld } from '../../src/app/development/outside-world.ts';
import { parseSettings, type Settings } from '../../src/app/settings/index.ts';
import { movableClock } from '../../src/lib/clock.ts';
import { migrate, type Database } from '../../src/lib/database/index.ts';
import type { Log } from '../../src/lib/log.ts';
import { openTestDatabase } from '../postgres/index.ts';
import { READERS_HERE } from './plan-reader.ts';

export type WholeProgram = {
  readonly program: Program;
  readonly settings: Settings;
  readonly world: OutsideWorld;
  readonly db: Database;
  close(): Promise<void>;
};

export async function wholeProgram(
  environment: Readonly<Record<string, string>>,
  { apiToken, log }: { readonly apiToken: string; readonly log: Log },
): Promise<WholeProgram> {
  const parsed = parseSettings(environment);
  if (!parsed.ok) throw new Error(parsed.error.join());
  const settings = parsed.value;
  const database = await openTestDatabase();
  const { db, guard, observations, listen } = database;
  await migrate(db, MIGRATIONS);
  const world = await openOutsideWorld(settings);
  const clock = movableClock();
  const program = await compose({
    ...{
      settings,
      db,
      guard,
      observations,
      listen,
      world,
      clock,
      movableClock: clock,
      log,
      apiToken,
    },
    sessionSecret: 'some secret',
    ...READERS_HERE,
  });
  const close = async () => {
    await program.close();
    await world.close();
    await database.close();
  };
  return { program, settings, world, db, close };
}
