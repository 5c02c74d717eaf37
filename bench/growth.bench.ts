/**
 * What a release costs that has grown: many people, a long draft, several instances.
 * `npm run bench -- growth [PEOPLE,DAYS,INSTANCES[,MINUTES] …]`, such as 1000000,30,2,5: by so many minutes the clock of
 * the last instance is fast.
 */
import { flagMigrations } from '../src/flags/index.ts';
import { migrate, openServerDatabase } from '../src/lib/database/index.ts';
import { releaseMigrations } from '../src/release/index.ts';
import { freshDatabase, startPostgres } from '../test/postgres/index.ts';
import { people } from '../test/world/people.ts';
import {
  bytesOfPeople,
  growRelease,
  tablesOnDisk,
  type Size,
  type TableOnDisk,
} from './growth/grown-release.ts';
import { builtInstances, type Figures, type Instance } from './growth/instance.ts';
import { printTable, type Row } from './table.ts';

type Case = Size & { readonly instances: number; readonly minutesFast: number };

/** People who meet a failure, enough to act on. */
const HARMED = 60;
const USUAL = ['10000,0,1', '10000,30,1', '1000000,0,1', '1000000,30,2,5'];
const cases = (process.argv.length > 2 ? process.argv.slice(2) : USUAL).map(caseIn);

const server = await startPostgres();
const built = await builtInstances();
for (const one of cases) await measure(one);
await built.remove();
await server.stop();

function caseIn(text: string): Case {
  const numbers = text.split(',').map(Number);
  const [people = NaN, draftDays = NaN, instances = 1, minutesFast = 0] = numbers;
  if (!(people > 0 && draftDays >= 0 && instances > 0 && Number.isFinite(minutesFast))) {
    throw new Error(
      `“${text}” is no size. Give people, days of draft, instances and how many minutes the last one’s clock is fast, such as 1000000,30,2,5.`,
    );
  }
  return { people, draftDays, instances, minutesFast };
}

async function measure({ people: came, draftDays, instances, minutesFast }: Case): Promise<void> {
  const { url } = await freshDatabase(server.url);
  const opened = await openServerDatabase({ url, answerLimitMs: 600_000 });
  if (!opened.ok) throw new Error(opened.error.sentence);
  const { db, close } = opened.value;
  const migrated = await migrate(db, { ...flagMigrations, ...releaseMigrations });
  if (!migrated.ok) throw new Error(migrated.error.sentence);
  await growRelease(db, { people: came, draftDays });
  const tables = await tablesOnDisk(db);
  const bytes = bytesOfPeople(tables) / came;
  const started = Array.from({ length: instances }, (_, index) =>
    built.start(url, index === instances - 1 ? minutesFast : 0),
  );
  const figures = await Promise.all(started.map((one) => one.figures));
  // By now the leader has saved what it folded.
  const later = built.start(url);
  const next = await later.figures;
  await later.stop();
  const harm = await harmAt(started);
  for (const one of started) await one.stop();
  await close();
  const name = `${came.toLocaleString('en-US')} people, ${draftDays} days of draft, ${instances} instance(s)${minutesFast === 0 ? '' : `, one ${minutesFast} minutes fast`}`;
  for (const [what, rows] of tablesOf(figures, { harm, bytes, next }))
    printTable(`${name}: ${what}`, rows);
  console.log(`\n${name}: on the disk`);
  for (const table of tables.filter(({ rows }) => rows > 0)) console.log(lineOf(table));
}

function lineOf({ name, rows, bytes }: TableOnDisk): string {
  const megabytes = (bytes / 1e6).toFixed(1);
  return `  ${name.padEnd(24)} ${megabytes.padStart(8)} MB, ${rows.toLocaleString('en-US')} rows, ${(bytes / rows).toFixed(0)} bytes each`;
}

/** Behind a proxy people come to all of them. The answer: when the last had closed the feature. */
async function harmAt(instances: readonly Instance[]): Promise<number> {
  const shares = instances.map((_, index) => people(`harmed-${index}`, HARMED / instances.length));
  const closed = await Promise.all(instances.map((one, index) => one.harm(shares[index] ?? [])));
  return Math.max(...closed);
}

type Afterwards = { readonly harm: number; readonly bytes: number; readonly next: Figures };

function tablesOf(
  figures: readonly Figures[],
  { harm, bytes, next }: Afterwards,
): readonly (readonly [string, readonly Row[]])[] {
  const worst = (of: keyof Figures) => Math.max(...figures.map((one) => one[of]));
  const beside = (aim: number, value: number, unit: string): readonly Row[] => [
    { name: 'aim', value: aim, unit },
    { name: 'here', value, unit },
  ];
  return [
    ['first look of all, nothing saved', beside(5_000, worst('firstLook'), 'ms')],
    ['processor time of the first look of all', beside(5_000, worst('firstLookCpu'), 'ms')],
    ['first look of an instance that starts later', beside(5_000, next.firstLook, 'ms')],
    ['processor time of that look', beside(5_000, next.firstLookCpu, 'ms')],
    ['longest stall at that look, in processor time', beside(50, next.stall, 'ms')],
    ['harm to rollback', beside(2_000, harm, 'ms')],
    ['CPU at rest', beside(5, worst('idleCpu') * 100, '% of a core')],
    ['longest stall at the first look of all, in processor time', beside(50, worst('stall'), 'ms')],
    ['the same with waiting for a processor', beside(50, worst('lag'), 'ms')],
    ['longest stall while that is saved and at rest', beside(50, worst('idleStall'), 'ms')],
    ['memory at its peak', beside(250, worst('peak'), 'MB')],
    ['each person on the disk', beside(150, bytes, 'bytes')],
  ];
}
