/** Two consoles for a browser, one empty and one with a release in each state: tells where they are, and hears what fails. */
import { startConsole, startFilledConsole } from './console-world.ts';
import type { Away } from './database-away.ts';

const filled = await startFilledConsole();
const empty = await startConsole();
process.on('message', (away: Away) => {
  filled.setAway(away);
  process.send?.('heard');
});
process.once('disconnect', () => process.exit());
process.send?.({ empty: empty.url, filled: filled.url, routes: filled.routes });
