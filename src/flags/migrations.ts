import { historyMigrations } from './history/tables.ts';
import { usageMigrations } from './lifecycle/tables.ts';
import { flipperMigrations } from './store/tables.ts';

/** The tables of the flag engine: Flipper's own two, the history of what happened in them, and when they were asked for. */
export const flagMigrations = { ...flipperMigrations, ...historyMigrations, ...usageMigrations };
