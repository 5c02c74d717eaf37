import { runPhcc } from '../cli/index.ts';
import { PAGE_FEATURES } from './feature/features.ts';

// Loaded when it is needed: most commands need no database, and start sooner without it.
await runPhcc(
  async () => (await import('./data-work/index.ts')).createDataWork(process.env),
  PAGE_FEATURES,
);
