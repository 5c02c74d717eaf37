import { analyticsMigrations } from '../analytics/index.ts';
import { feedbackMigrations } from '../feedback/index.ts';
import { flagMigrations } from '../flags/index.ts';
import { identityMigrations } from '../identity/index.ts';
import { releaseMigrations } from '../release/index.ts';

/** Every table of the program. */
export const MIGRATIONS = {
  ...flagMigrations,
  ...identityMigrations,
  ...releaseMigrations,
  ...analyticsMigrations,
  ...feedbackMigrations,
};
