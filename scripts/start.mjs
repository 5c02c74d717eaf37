// npm start: on a fresh clone, everything from nothing; afterwards, the server straight away.
import { ensureInstalled, requireNode } from './requirements.mjs';

requireNode();
ensureInstalled();
const { ensureBuilt } = await import('./build.mjs');
await ensureBuilt();
await import('../dist/main.mjs');
