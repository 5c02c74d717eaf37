import type { TakingGap } from '../../analytics/index.ts';
import type { ReleaseStatus } from '../../release/index.ts';

/** Something that the figures must be read with. Times are ISO 8601; `until` null: it goes on, or took no time. */
export type EventMarker = {
  readonly at: string;
  readonly until: string | null;
  readonly what: string;
  readonly who: string;
  readonly why: string | null;
};

/** By the number under which it stands in a chart. */
export type NumberedMarker = EventMarker & { readonly number: number };

/** A time for which something is planned or lasts. */
export type PlannedTime = { readonly from: Date; readonly until: Date };

type MarkedTimes = {
  readonly feature: string;
  readonly releases: readonly ReleaseStatus[];
  readonly downtimes: readonly PlannedTime[];
  readonly gaps: readonly TakingGap[];
  readonly now: Date;
};

/** What happened to the feature and around it, the earliest first. */
export function eventMarkers({
  feature,
  releases,
  ...around
}: MarkedTimes): readonly EventMarker[] {
  const own = releases.filter(({ toggles }) => toggles.includes(feature));
  const markers = [
    ...own.flatMap((release) => ofRelease(release, own.length > 1)),
    ...own.flatMap(dependencyDown),
    ...ofDowntimes(around),
    ...around.gaps.map(ofGap),
  ];
  return markers.toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at));
}

type HistoryKind = ReleaseStatus['history'][number]['kind'];

/** What changes who has the feature, or keeps it from changing. */
export const MARKED_KINDS: ReadonlySet<HistoryKind> = new Set([
  'testing-started',
  'stage-opened',
  'held',
  'resumed',
  'rolled-back',
  'exposure-stopped',
  'fully-on',
  'closed',
]);

function ofRelease({ title, history }: ReleaseStatus, isNamed: boolean): readonly EventMarker[] {
  return history.flatMap(({ kind, at, what, who, why }) =>
    MARKED_KINDS.has(kind)
      ? [{ at, until: null, what: isNamed ? `${what} (${title})` : what, who, why }]
      : [],
  );
}

const PROGRAM = 'Release program';

function dependencyDown({ dependencyDownSince: at }: ReleaseStatus): readonly EventMarker[] {
  if (at === null) return [];
  const what = 'VA Profile is down';
  return [{ at, until: null, what, who: PROGRAM, why: 'Its errors are not ours.' }];
}

function ofDowntimes({ downtimes, now }: Pick<MarkedTimes, 'downtimes' | 'now'>) {
  return downtimes
    .filter(({ from }) => from <= now)
    .map(({ from, until }) => ({
      at: from.toISOString(),
      until: until.toISOString(),
      what: 'VA Profile is down as planned',
      who: PROGRAM,
      why: 'VA_PROFILE_DOWNTIME says so.',
    }));
}

function ofGap({ from, until }: TakingGap): EventMarker {
  const why = 'The program was stopped, or its database took nothing.';
  const what = until === null ? 'No events are taken since then' : 'No events were taken';
  return { at: from, until, what, who: PROGRAM, why };
}
