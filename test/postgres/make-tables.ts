import { MIGRATIONS } from '../../src/app/migrations.ts';
import { migrate, openEmbeddedDatabase } from '../../src/lib/database/index.ts';

/** A process of its own that makes the program's tables in the data directory named first. */
const [dataDir = ''] = process.argv.slice(2);
const opened = await openEmbeddedDatabase({ dataDir });
if (!opened.ok) throw new Error(opened.error.sentence);
const { db, close } = opened.value;
const migrated = await migrate(db, MIGRATIONS);
if (!migrated.ok) throw new Error(migrated.error.sentence);
await close();
