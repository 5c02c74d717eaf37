import { historyMigrations } from './history/tables.ts';
import { flipperMigrations } from './store/tables.ts';

/** The tables of the flag engine: Flipper's own two, and the history of what happened in them. */
export const flagMigrations = { ...flipperMigrations, ...historyMigrations };
