import { sql } from 'kysely';

import { openEmbeddedDatabase } from '../../src/lib/database/index.ts';

/**
 * A process of its own that opens the data directory named first, for tests of who may open it. Tells what
 * happens in lines: `refused: …`, or `open` and then, asked to `write`, each number that was acknowledged.
 */
const [dataDir = '', task] = process.argv.slice(2);
const say = (line: string | number) => process.stdout.write(`${line}\n`);

const opened = await openEmbeddedDatabase({ dataDir });
if (!opened.ok) {
  say(`refused: ${opened.error.sentence}`);
} else {
  say('open');
  const { db, close } = opened.value;
  if (task === 'write') {
    await sql`create table if not exists entry (number int primary key)`.execute(db);
    for (let number = 1; ; number++) {
      await sql`insert into entry values (${number})`.execute(db);
      say(number);
    }
  }
  await close();
  say('closed');
}
