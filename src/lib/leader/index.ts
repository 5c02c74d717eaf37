/** One instance leads at a time, by a lease in the database. */
export {
  leaderMigrations,
  LEASE_MS,
  leaseFor,
  resignFor,
  stillLeads,
  type Fence,
  type LeaderTables,
} from './lease.ts';
