/** The command line. What works on the database itself is handed to it. */
export { runPhcc } from './main.ts';
export type { DataWork } from './commands/data.ts';
export { done, failed, refused, type CommandOutcome } from './outcome.ts';
