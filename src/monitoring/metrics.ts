import type { Meter, MetricTable } from '../lib/meter/index.ts';

export const METHODS = [
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
  'none',
] as const;
export const STATUS_CLASSES = ['2xx', '3xx', '4xx', '5xx', 'none'] as const;
const UPSTREAMS = ['va-profile', 'identity-provider'] as const;
const COHORTS = ['open', 'closed', 'tester'] as const;

/** More than the program has. */
const ROUTES = 200;
/** The newest releases that are not over; of further ones nothing is told. */
export const MOST_RELEASES = 50;

const ANSWER_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30];
const LAG_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5];

/** By who waits for them; the embedded database has one. */
const POOLS = ['people', 'guard', 'lead', 'observations', 'embedded'] as const;
const NONE = {} as const;

/** Every metric of the program. docs/monitoring.md is written from this table, and a test compares. */
export const METRICS = {
  phcc_http_requests_total: {
    kind: 'counter',
    help: 'Requests answered, or left by who asked. The cause says whose fault a bad answer is; the route is a pattern, “none” for what led to no route.',
    labels: {
      method: METHODS,
      route: ROUTES,
      status_class: STATUS_CLASSES,
      cause: ['none', 'us', 'dependency', 'client', 'left'],
    },
  },
  phcc_http_request_duration_seconds: {
    kind: 'histogram',
    help: 'Time from a request to the end of its answer; event streams are left out.',
    labels: { route: ROUTES },
    buckets: ANSWER_SECONDS,
  },
  phcc_upstream_calls_total: {
    kind: 'counter',
    help: 'Questions to a service behind the program, by what became of them. “breaker-open” and “overloaded” were not sent.',
    labels: {
      upstream: UPSTREAMS,
      outcome: [
        ...['answered', 'not-found', 'refused-request', 'failed', 'timeout', 'unreachable'],
        ...['malformed', 'breaker-open', 'overloaded', 'cancelled'],
      ] as const,
    },
  },
  phcc_upstream_call_duration_seconds: {
    kind: 'histogram',
    help: 'Time of a question that was sent, a second attempt included.',
    labels: { upstream: UPSTREAMS },
    buckets: ANSWER_SECONDS,
  },
  phcc_upstream_retries_total: {
    kind: 'counter',
    help: 'Questions that were sent a second time.',
    labels: { upstream: UPSTREAMS },
  },
  phcc_upstream_breaker_state: {
    kind: 'gauge',
    help: '1 for the state in which the breaker is, 0 for the others. While it is open, nothing is sent.',
    labels: { upstream: UPSTREAMS, state: ['closed', 'open', 'probing'] },
  },
  phcc_upstream_questions: {
    kind: 'gauge',
    help: 'Questions under way, and those that wait for their turn.',
    labels: { upstream: UPSTREAMS, state: ['sent', 'waiting'] },
  },
  phcc_flag_evaluations_total: {
    kind: 'counter',
    help: 'Answers of the flag engine, by the gate that opened or the reason for a closed feature.',
    labels: {
      reason: [
        ...['boolean', 'expression', 'actor', 'group', 'percentage_of_actors'],
        ...['percentage_of_time', 'no-gate-open', 'unknown-feature', 'snapshot-too-old'],
        'closed-here',
      ] as const,
    },
  },
  phcc_flag_snapshot_age_seconds: {
    kind: 'gauge',
    help: 'Time since the store last confirmed the flags; infinite before the first time.',
    labels: NONE,
  },
  phcc_database_connections: {
    kind: 'gauge',
    help: 'Connections of each pool, those in use and those at rest.',
    labels: { pool: POOLS, state: ['used', 'idle'] },
  },
  phcc_database_waiting: {
    kind: 'gauge',
    help: 'Callers that wait for a connection of a pool.',
    labels: { pool: POOLS },
  },
  phcc_database_statement_duration_seconds: {
    kind: 'histogram',
    help: 'Time of a statement, the wait for a connection left out.',
    labels: { outcome: ['ok', 'failed'] },
    buckets: ANSWER_SECONDS,
  },
  phcc_queue_depth: {
    kind: 'gauge',
    help: 'What waits to be written down or sent: observations, rollbacks that were carried out here, alerts (those of the journal in the leader).',
    labels: { queue: ['observations', 'rollbacks', 'alerts'] },
  },
  phcc_release_leader: {
    kind: 'gauge',
    help: '1 in the instance that leads and 0 in the others.',
    labels: NONE,
  },
  phcc_release_last_look_age_seconds: {
    kind: 'gauge',
    help: 'Time since this instance last went through the releases, a look begun at each.',
    labels: NONE,
  },
  phcc_releases_unwatched: {
    kind: 'gauge',
    help: 'Releases that are out and were not looked at for more than five seconds.',
    labels: NONE,
  },
  phcc_clock_ahead_seconds: {
    kind: 'gauge',
    help: 'How far the clock of the machine is ahead of the database’s; less than 0: it is behind.',
    labels: NONE,
  },
  phcc_release_share_ratio: {
    kind: 'gauge',
    help: 'Share of people for whom the release is open, from 0 to 1.',
    labels: { release: MOST_RELEASES },
  },
  phcc_release_held: {
    kind: 'gauge',
    help: '1 while the release is on hold.',
    labels: { release: MOST_RELEASES },
  },
  phcc_release_people: {
    kind: 'gauge',
    help: 'People who came in the stage that is open, by cohort: with the feature, without it, testers.',
    labels: { release: MOST_RELEASES, cohort: COHORTS },
  },
  phcc_release_failed_people: {
    kind: 'gauge',
    help: 'Those of them who had a visit fail.',
    labels: { release: MOST_RELEASES, cohort: COHORTS },
  },
  phcc_release_harm_evidence_ratio: {
    kind: 'gauge',
    help: 'Evidence of harm as a share of what rolls the release back: 1 is a rollback.',
    labels: { release: MOST_RELEASES },
  },
  phcc_release_holds_total: {
    kind: 'counter',
    help: 'Holds in the journal of the release, the same in every instance; the cause is “person” where a person held it.',
    labels: {
      release: MOST_RELEASES,
      cause: [
        ...['person', 'dependency', 'incident', 'sample-ratio', 'blind', 'unmeasured', 'drift'],
        ...['rule', 'plan', 'unsafe'],
      ] as const,
    },
  },
  phcc_release_rollbacks_total: {
    kind: 'counter',
    help: 'Rollbacks in the journal of the release, the same in every instance.',
    labels: { release: MOST_RELEASES, by: ['program', 'person', 'outside'] },
  },
  phcc_alert_deliveries_total: {
    kind: 'counter',
    help: 'Attempts to deliver an alert. What was refused is not tried again unless a person has to act on it.',
    labels: { result: ['delivered', 'refused', 'failed'] },
  },
  phcc_page_events_total: {
    kind: 'counter',
    help: 'Events that pages and other programs sent, by what they were told; a batch that comes again is told, and counted here, again.',
    labels: { answer: ['counted', 'busy'] },
  },
  phcc_build_info: {
    kind: 'gauge',
    help: 'Always 1: the version of the program and of Node.',
    labels: { version: 1, node: 1 },
  },
  nodejs_eventloop_lag_seconds: {
    kind: 'histogram',
    help: 'How late a timer is that is due ten times a second.',
    labels: NONE,
    buckets: LAG_SECONDS,
  },
  nodejs_heap_size_used_bytes: {
    kind: 'gauge',
    help: 'Heap in use.',
    labels: NONE,
  },
  process_cpu_seconds_total: {
    kind: 'counter',
    help: 'Processor time, of the user and the system.',
    labels: NONE,
  },
  process_resident_memory_bytes: {
    kind: 'gauge',
    help: 'Memory of the process.',
    labels: NONE,
  },
  process_open_fds: {
    kind: 'gauge',
    help: 'Open files and connections; left out where the system does not tell.',
    labels: NONE,
  },
  process_max_fds: {
    kind: 'gauge',
    help: 'How many may be open; left out where the system does not tell.',
    labels: NONE,
  },
  process_start_time_seconds: {
    kind: 'gauge',
    help: 'When the process began, in seconds from 1970.',
    labels: NONE,
  },
} as const satisfies MetricTable;

export type Metrics = typeof METRICS;

export type ProgramMeter = Meter<Metrics>;
