import { runPhcc } from '../cli/index.ts';

// Loaded when it is needed: most commands need no database, and start sooner without it.
await runPhcc(async () => (await import('./data-work/index.ts')).createDataWork(process.env));
