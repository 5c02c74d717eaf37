/**
 * What a release costs that has grown: many people, a long draft, several instances.
 * `npm run bench -- growth [PEOPLE,DAYS,INSTANCES[,MINUTES[,ENTRIES]] …]`, such as 1000000,30,2,5,20000: by so many
 * minutes the clock of the last instance is fast, and so many entries has the journal. “embedded” in the place of
 * instances, as in 10000,30,embedded: one, on the embedded database. The first is what the others are compared with.
 */
import { flagMigrations } from '../src/flags/index.ts';
import { migrate } from '../src/lib/database/index.ts';
import { releaseMigrations } from '../src/release/index.ts';
import { startPostgres } from '../test/postgres/index.ts';
import { people } from '../test/world/people.ts';
import {
  bytesOfPeople,
  growRelease,
  tablesOnDisk,
  type Size,
  type TableOnDisk,
} from './growth/grown-release.ts';
import { builtInstances, type Answered, type Figures, type Instance } from './growth/instance.ts';
import { inDirectory, onServer, openAt, type Place } from './growth/places.ts';
import { printTable, type Row } from './table.ts';

type Case = Size & {
  readonly isEmbedded: boolean;
  readonly instances: number;
  readonly minutesFast: number;
};

/** People who meet a failure, enough to act on. */
const HARMED = 60;
const ENTRIES = 50;
const USUAL = [
  ...[
    '10000,0,1',
    '10000,0,1,0,20000',
    '10000,30,1',
    '10000,0,10',
    '1000000,0,1',
    '1000000,30,2,5',
  ],
  ...['5000000,0,1', '10000,0,embedded', '10000,30,embedded'],
];
/** How much more than in the first case. */
const AIMS = { status: 1.5, rollback: 1.5, memory: 1.3 };
const cases = (process.argv.length > 2 ? process.argv.slice(2) : USUAL).map(caseIn);

const server = await startPostgres();
const built = await builtInstances();
const compared: Compared[] = [];
for (const one of cases) compared.push(await measure(one));
await built.remove();
await server.stop();
compare();

function caseIn(text: string): Case {
  const isEmbedded = text.includes(',embedded');
  const numbers = text.replace(',embedded', ',1').split(',').map(Number);
  const [people = NaN, draftDays = NaN, instances = 1, minutesFast = 0, entries = ENTRIES] =
    numbers;
  const isSize = people > 0 && draftDays >= 0 && instances > 0 && entries >= 0;
  if (!isSize || !Number.isFinite(minutesFast)) {
    throw new Error(
      `“${text}” is no size. Give people, days of draft, instances, how many minutes the last one’s clock is fast and entries of the journal, such as 1000000,30,2,5,20000.`,
    );
  }
  return { people, draftDays, isEmbedded, instances, minutesFast, entries };
}

type Compared = Answered & {
  readonly name: string;
  readonly isEmbedded: boolean;
  readonly memory: number;
};

async function measure(asked: Case): Promise<Compared> {
  const place = await (asked.isEmbedded ? inDirectory() : onServer(server.url));
  const tables = await grow(place, asked);
  const bytes = bytesOfPeople(tables) / asked.people;
  const measured = await watch(place, asked);
  await place.remove();
  const name = nameOf(asked);
  for (const [what, rows] of tablesOf(measured, bytes)) printTable(`${name}: ${what}`, rows);
  console.log(`\n${name}: on the disk`);
  for (const table of tables.filter(({ rows }) => rows > 0)) console.log(lineOf(table));
  const memory = Math.max(...measured.first.map(({ peak }) => peak));
  return { name, isEmbedded: asked.isEmbedded, ...measured.answered, memory };
}

async function grow({ address }: Place, size: Size): Promise<readonly TableOnDisk[]> {
  const { db, close } = await openAt(address, 600_000);
  const migrated = await migrate(db, { ...flagMigrations, ...releaseMigrations });
  if (!migrated.ok) throw new Error(migrated.error.sentence);
  await growRelease(db, size);
  const tables = await tablesOnDisk(db);
  await close();
  return tables;
}

type Watched = {
  readonly first: readonly Figures[];
  readonly later: Figures;
  readonly harm: number;
  readonly answered: Answered;
};

async function watch(place: Place, { instances, minutesFast }: Case): Promise<Watched> {
  const { address, isShared } = place;
  const started = Array.from({ length: instances }, (_, index) =>
    built.start(address, index === instances - 1 ? minutesFast : 0),
  );
  const first = await Promise.all(started.map((one) => one.figures));
  if (!isShared) await stopAll(started);
  // By now the leader has saved what it folded.
  const next = built.start(address);
  const later = await next.figures;
  if (isShared) await next.stop();
  const running = isShared ? started : [next];
  const harm = await harmAt(running);
  const answered = await (running[0] ?? next).answers();
  await stopAll(running);
  return { first, later, harm, answered };
}

async function stopAll(instances: readonly Instance[]): Promise<void> {
  for (const one of instances) await one.stop();
}

function nameOf({ people: came, draftDays, entries, ...on }: Case): string {
  const { isEmbedded, instances, minutesFast } = on;
  const [persons, lines] = [came, entries].map((count) => count.toLocaleString('en-US'));
  const size = `${persons} people, ${draftDays} days of draft, ${lines} entries`;
  if (isEmbedded) return `${size}, embedded database`;
  return `${size}, ${instances} instance(s)${minutesFast === 0 ? '' : `, one ${minutesFast} minutes fast`}`;
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

function tablesOf(
  { first, later: next, harm }: Watched,
  bytes: number,
): readonly (readonly [string, readonly Row[]])[] {
  const worst = (of: keyof Figures) => Math.max(...first.map((one) => one[of]));
  const beside = (aim: number, value: number, unit: string): readonly Row[] => [
    { name: 'aim', value: aim, unit },
    { name: value > aim ? 'here: missed' : 'here', value, unit },
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

/** Each of what is to stay the same, beside the first case on such a database. */
function compare(): void {
  for (const isEmbedded of [false, true]) {
    const alike = compared.filter((one) => one.isEmbedded === isEmbedded);
    if (alike.length < 2) continue;
    for (const what of ['status', 'rollback', 'memory'] as const) {
      const unit = what === 'memory' ? 'MB' : 'ms';
      printTable(
        `${what === 'memory' ? 'Memory at its peak' : `The ${what}, p99`}: at most × ${AIMS[what]} of the first`,
        alike.map(({ name, [what]: value }) => ({ name, value, unit })),
      );
    }
  }
}
