import { dirname, join, resolve } from 'node:path';

import packageJson from '../../../package.json' with { type: 'json' };
import { done, failed, refused, type CommandOutcome, type DataWork } from '../../cli/index.ts';
import {
  checkDataFile,
  DataFileError,
  exportData,
  FORMAT,
  FORMAT_VERSION,
  importData,
  type Exported,
} from '../../lib/data-file/index.ts';
import { migrationsOf, type Database, type OpenDatabase } from '../../lib/database/index.ts';
import { makeDirectories } from '../../lib/directories.ts';
import { removeOldMeasurements } from '../../release/index.ts';
import { MIGRATIONS } from '../migrations.ts';
import { parseSettings } from '../settings/index.ts';
import { dropOwnTables, ownTables, refuseWhileInUse } from './clear.ts';
import { openDatabaseAt, placeInWords } from './opened.ts';
import { DataRefusedError } from './refusal.ts';
import { MOVED_TABLES } from './tables.ts';
import { importedInWords, prunedInWords, replacedInWords, writtenInWords } from './words.ts';

type DataEnvironment = Readonly<Record<string, string | undefined>>;

/** What `phcc data` does, with the database that the server’s settings name. */
export function createDataWork(environment: DataEnvironment): DataWork {
  const onDatabase = (work: Work, isToBeThere = true) =>
    withDatabase(environment, { work, isToBeThere });
  return {
    exportTo: (file) => onDatabase(({ database, place }) => write(database.db, file, place)),
    backUpTo: (directory) =>
      onDatabase(async ({ database, place }) => {
        await makeDirectories(directory, OWNER_ONLY);
        return write(database.db, join(directory, nameOf(new Date())), place);
      }),
    importFrom: (file) =>
      afterChecking(file, () => onDatabase((opened) => fillEmpty(opened, file), false)),
    restoreFrom: (file) =>
      afterChecking(file, () => onDatabase((opened) => replace(opened, file), false)),
    pruneBefore: (before) => onDatabase(({ database }) => prune(database.db, before)),
  };
}

type OpenedPlace = { readonly database: OpenDatabase; readonly place: string };
type Work = (opened: OpenedPlace) => Promise<CommandOutcome>;

const OWNER_ONLY = 0o700;

async function withDatabase(
  environment: DataEnvironment,
  { work, isToBeThere }: { readonly work: Work; readonly isToBeThere: boolean },
): Promise<CommandOutcome> {
  const settings = placeIn(environment);
  if (!settings.ok) return failed(settings.error.join('\n'), 'usage');
  return orWhyNot(async () => {
    const opened = await openDatabaseAt(settings.value, isToBeThere);
    if (!opened.ok) return failed(opened.error.sentence, opened.error.code);
    try {
      return await work({ database: opened.value, place: placeInWords(settings.value) });
    } finally {
      await opened.value.close();
    }
  });
}

/** The other settings are the server’s business. */
function placeIn({ DATABASE_URL, DATA_DIR }: DataEnvironment) {
  return parseSettings({ DATABASE_URL, DATA_DIR });
}

/** A file that can’t be taken is refused before a database is opened, or made. */
function afterChecking(file: string, work: () => Promise<CommandOutcome>): Promise<CommandOutcome> {
  return orWhyNot(async () => {
    await checkDataFile(file, MIGRATIONS);
    return work();
  });
}

async function orWhyNot(work: () => Promise<CommandOutcome>): Promise<CommandOutcome> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DataFileError) return failed(error.message, error.code);
    if (error instanceof DataRefusedError) return refused(error.message, error.code);
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    return failed(`The database refused this${code}. Nothing was changed.`, 'refused');
  }
}

async function write(db: Database, file: string, place: string): Promise<CommandOutcome> {
  const { rows } = await exportAll(db, file);
  return done(writtenInWords({ file, place, rows }), { file: resolve(file), rows });
}

async function exportAll(db: Database, file: string): Promise<Exported> {
  const migrations = await migrationsOf(db);
  if (migrations.length === 0) {
    const sentence =
      'The database has no tables of this program. Set DATA_DIR or DATABASE_URL as the server has them.';
    throw new DataRefusedError('no-data', sentence);
  }
  refuseNewer(migrations);
  return exportData(db, file, {
    header: {
      format: FORMAT,
      version: FORMAT_VERSION,
      program: packageJson.version,
      takenAt: new Date().toISOString(),
      migrations,
    },
    tables: MOVED_TABLES,
  });
}

function refuseNewer(migrations: readonly string[]): void {
  const unknown = migrations.filter((name) => !Object.hasOwn(MIGRATIONS, name));
  if (unknown.length === 0) return;
  const sentence = `A newer version of this program has used this database (it knows ${unknown.join(', ')}). Use that version. Nothing was changed.`;
  throw new DataRefusedError('newer-program', sentence);
}

async function fillEmpty({ database, place }: OpenedPlace, file: string): Promise<CommandOutcome> {
  const { rows } = await database.db.transaction().execute(async (tx) => {
    const tables = await ownTables(tx);
    if (tables.length > 0) {
      const sentence = `There is data of this program already: ${place} has the table ${tables[0]} and ${tables.length - 1} more. Name an empty database; or put the file in the place of what is there, with phcc data restore. Nothing was changed.`;
      throw new DataRefusedError('not-empty', sentence);
    }
    return importData(tx, file, MIGRATIONS);
  });
  return done(importedInWords({ file, place, rows }), { rows });
}

async function replace({ database, place }: OpenedPlace, file: string): Promise<CommandOutcome> {
  const { db, kind } = database;
  const isNew = (await migrationsOf(db)).length === 0;
  const kept = isNew ? null : join(dirname(file), `before-restore-${nameOf(new Date())}`);
  if (kind === 'server') await db.transaction().execute(refuseWhileInUse);
  if (kept !== null) await exportAll(db, kept);
  const { rows } = await db.transaction().execute(async (tx) => {
    if (kind === 'server') await refuseWhileInUse(tx);
    await dropOwnTables(tx);
    return importData(tx, file, MIGRATIONS);
  });
  return done(replacedInWords({ file, place, rows, kept }), { rows, kept });
}

async function prune(db: Database, before: Date): Promise<CommandOutcome> {
  refuseNewer(await migrationsOf(db));
  const removed = await removeOldMeasurements(db, before);
  return done(prunedInWords(removed, before), { removed });
}

/** `phcc-20261129T080000123Z.jsonl` */
function nameOf(moment: Date): string {
  return `phcc-${moment.toISOString().replace(/[-:.]/g, '')}.jsonl`;
}
