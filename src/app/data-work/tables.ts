/** What data files hold. A test compares both lists with the tables that the migrations make. */
export const MOVED_TABLES: readonly string[] = [
  'accounts',
  'api_tokens',
  'feedback_answers',
  'feedback_remarks',
  'flag_history',
  'flag_usage',
  'flipper_features',
  'flipper_gates',
  'page_batches',
  'page_counts',
  'page_people',
  'page_people_counts',
  'page_scopes',
  'page_sums',
  'page_taking',
  'release_alerts',
  'release_journal',
  'release_people',
  'release_person_events',
  'release_plans',
  'release_pulses',
  'release_runs',
  'release_tallies',
  'release_tester_requests',
  'release_told',
  'releases',
];

/** What they leave out, and why. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  sessions: 'a sign-in that was ended must not come back with an older copy',
  flag_changes: 'it says since when this one database’s transactions changed which flags',
  release_folds: 'it is folded anew from what the other tables hold',
  release_leader: 'it says which instance leads at this moment',
  kysely_migration: 'the header of the file has it',
  kysely_migration_lock: 'it belongs to a start',
};
