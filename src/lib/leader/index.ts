/** One instance leads at a time: the port, and the lease in the database that fills it. */
export type { Fence, Leadership } from './leadership.ts';
export {
  createSqlLeadership,
  leaderMigrations,
  stillLeads,
  type LeaderTables,
} from './sql-leadership.ts';
