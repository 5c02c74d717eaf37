import type { Flags } from '../../flags/index.ts';
import type { OpenDatabase } from '../../lib/database/index.ts';
import { METRICS, MOST_RELEASES, type ProgramMeter } from '../../monitoring/index.ts';
import type { ReleaseEngine, ReleaseFigures } from '../../release/index.ts';
import type { VaProfile } from '../../va-profile/index.ts';

const labels = {};
const SECOND_MS = 1_000;

const { reason: REASONS } = METRICS.phcc_flag_evaluations_total.labels;

/** What rooms say of themselves when somebody looks at the metrics; none of it costs a query. */
export function reportFlags(meter: ProgramMeter, flags: Flags): void {
  meter.report('phcc_flag_snapshot_age_seconds', () => [
    { labels, value: flags.snapshotAgeMs() / SECOND_MS },
  ]);
  meter.report('phcc_flag_evaluations_total', () =>
    REASONS.map((reason) => ({ labels: { reason }, value: flags.decided().get(reason) ?? 0 })),
  );
}

export function reportDatabase(meter: ProgramMeter, { figures }: OpenDatabase): void {
  meter.report('phcc_database_connections', () =>
    figures().flatMap(({ pool, total, idle }) => [
      { labels: { pool, state: 'used' as const }, value: total - idle },
      { labels: { pool, state: 'idle' as const }, value: idle },
    ]),
  );
  meter.report('phcc_database_waiting', () =>
    figures().map(({ pool, waiting }) => ({ labels: { pool }, value: waiting })),
  );
}

const BREAKER_STATES = ['closed', 'open', 'probing'] as const;
const VA_PROFILE = { upstream: 'va-profile' } as const;

export function reportVaProfile(meter: ProgramMeter, { figures }: VaProfile): void {
  meter.report('phcc_upstream_breaker_state', () => {
    const { breaker } = figures();
    return BREAKER_STATES.map((state) => ({
      labels: { ...VA_PROFILE, state },
      value: Number(state === breaker),
    }));
  });
  meter.report('phcc_upstream_questions', () => {
    const { sent, waiting } = figures();
    return [
      { labels: { ...VA_PROFILE, state: 'sent' }, value: sent },
      { labels: { ...VA_PROFILE, state: 'waiting' }, value: waiting },
    ];
  });
}

const QUEUES = ['observations', 'rollbacks', 'alerts'] as const;

export function reportReleases(meter: ProgramMeter, engine: ReleaseEngine): void {
  const figures = onceATurn(engine.figures);
  meter.report('phcc_queue_depth', () => {
    const { waiting } = figures();
    return QUEUES.map((queue) => ({ labels: { queue }, value: waiting[queue] }));
  });
  meter.report('phcc_release_leader', () => [{ labels, value: Number(figures().leads) }]);
  meter.report('phcc_release_last_look_age_seconds', () => [
    { labels, value: figures().lookAgeMs / SECOND_MS },
  ]);
  meter.report('phcc_releases_unwatched', () => [{ labels, value: figures().unwatched }]);
  meter.report('phcc_clock_ahead_seconds', () => [
    { labels, value: figures().clockAheadMs / SECOND_MS },
  ]);
  const newest = () => figures().releases.slice(-MOST_RELEASES);
  meter.report('phcc_release_held', () =>
    newest().map(({ id, isHeld }) => ({ labels: { release: id }, value: Number(isHeld) })),
  );
  reportJournal(meter, newest);
  reportMeasured(meter, newest);
}

/** The same answer for all metrics of one look. */
function onceATurn<T>(read: () => T): () => T {
  let known: { readonly value: T } | null = null;
  return () => {
    if (known === null) setImmediate(() => (known = null));
    known ??= { value: read() };
    return known.value;
  };
}

type NewestReleases = () => readonly ReleaseFigures[];

const { cause: CAUSES } = METRICS.phcc_release_holds_total.labels;
const { by: SIDES } = METRICS.phcc_release_rollbacks_total.labels;

/** What has not happened is told as 0: the first time is seen as a rise only where a 0 came before it. */
function reportJournal(meter: ProgramMeter, newest: NewestReleases): void {
  meter.report('phcc_release_holds_total', () =>
    newest().flatMap(({ id: release, holds }) =>
      CAUSES.map((cause) => ({ labels: { release, cause }, value: holds.get(cause) ?? 0 })),
    ),
  );
  meter.report('phcc_release_rollbacks_total', () =>
    newest().flatMap(({ id: release, rollbacks }) =>
      SIDES.map((by) => ({ labels: { release, by }, value: rollbacks.get(by) ?? 0 })),
    ),
  );
}

const COHORTS = ['open', 'closed', 'tester'] as const;

function reportMeasured(meter: ProgramMeter, newest: NewestReleases): void {
  const measured = () =>
    newest().flatMap(({ id, measured: figures }) => (figures ? [{ release: id, figures }] : []));
  meter.report('phcc_release_share_ratio', () =>
    measured().map(({ release, figures }) => ({ labels: { release }, value: figures.share })),
  );
  meter.report('phcc_release_harm_evidence_ratio', () =>
    measured().map(({ release, figures }) => ({ labels: { release }, value: figures.harm })),
  );
  const byCohort = (which: 'came' | 'failed') =>
    measured().flatMap(({ release, figures }) =>
      COHORTS.map((cohort) => ({ labels: { release, cohort }, value: figures[which][cohort] })),
    );
  meter.report('phcc_release_people', () => byCohort('came'));
  meter.report('phcc_release_failed_people', () => byCohort('failed'));
}
