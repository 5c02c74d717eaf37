import { historyMigrations } from './history/tables.ts';
import { usageMigrations } from './lifecycle/tables.ts';
import { changedFeatureMigrations, flipperMigrations } from './store/tables.ts';

/** The tables of the flag engine: Flipper's own two, the history of what happened in them, when they were asked for, and which features have changed of late. */
export const flagMigrations = {
  ...flipperMigrations,
  ...historyMigrations,
  ...usageMigrations,
  ...changedFeatureMigrations,
};
