/** The program, started so that it kills itself in the middle of writing a release's flags. */
import { parseSettings } from '../../src/app/settings/index.ts';
import { start } from '../../src/app/start.ts';
import { writeReleaseFlags, type FlagWriter } from '../../src/release/index.ts';
import { READERS_HERE } from '../world/plan-reader.ts';

/** `before`: the intent is in the journal, nothing else. `after`: the flags are written, nothing is committed. */
const dieAt = process.env['DIE_AT'];
/** Which write of flags it dies in, from 1. */
const dieInWrite = Number(process.env['DIE_IN_WRITE'] ?? '0');

let writes = 0;

const doomedWriter: FlagWriter = async (tx, order) => {
  writes += 1;
  const isTheLast = writes === dieInWrite;
  if (isTheLast && dieAt === 'before') process.kill(process.pid, 'SIGKILL');
  await writeReleaseFlags(tx, order);
  if (isTheLast && dieAt === 'after') process.kill(process.pid, 'SIGKILL');
};

const settings = parseSettings(process.env);
if (!settings.ok) throw new Error(settings.error.join(' '));
const running = await start(settings.value, { writeFlags: doomedWriter, ...READERS_HERE });
if (!running.ok) throw new Error(running.error);
process.stdout.write('The doomed program is running\n');
