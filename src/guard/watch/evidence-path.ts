import { MINUTE_MS, MINUTES_PER_DAY, MINUTES_PER_HOUR } from '../../lib/duration.ts';

/** People of a part of a run, with the feature and without it. */
type PathCounts = { open: number; closed: number };

/** What was new in one minute, or in one hour once it is a day old. */
type PathPart = {
  /** First seen in their stage; first failed visit, first slow answer of the run: these are the labels. */
  readonly came: PathCounts;
  readonly failed: PathCounts;
  readonly slow: PathCounts;
  /** ln of the weighted evidence of harm at its end; null while it lasts. */
  logEvidence: number | null;
};

/** What the evidence is made of, and when it was given. */
type PathLabel = {
  readonly atMs: number;
  readonly kind: 'failed' | 'slow';
  readonly cohort: 'open' | 'closed';
  /** ln of the weighted evidence of harm with it. */
  readonly logEvidence: number;
};

/** A person who came, or a label that was given. */
type PathEvent = Pick<PathLabel, 'cohort'> & {
  readonly kind: PathLabel['kind'] | 'came';
  readonly at: Date;
};

/** Plain data, so that it can be saved. */
export type EvidencePathState = {
  /** By their numbers from 1970. */
  readonly minutes: Map<number, PathPart>;
  readonly hours: Map<number, PathPart>;
  /** The newest of them, the earliest first. */
  readonly labels: PathLabel[];
  newest: number;
};

/** As long as counts of answers are told apart by the minute. */
const MINUTES_KEPT = MINUTES_PER_DAY + MINUTES_PER_HOUR;
/** A rollback takes fewer; more fill a page. */
const LABELS_KEPT = 100;

/** How people came and the evidence of harm went in a run: it grows by one part an hour. */
export class EvidencePath {
  readonly state: EvidencePathState;

  constructor(state: EvidencePathState = nothingYet()) {
    this.state = state;
  }

  /** `logEvidence`: as it is before the event that is to be noted. Asked for once a minute, for it takes time. */
  turnTo(at: Date, logEvidence: () => number): void {
    const { state } = this;
    const minute = minuteOf(at);
    if (minute <= state.newest) return;
    if (state.newest > 0) this.#partAt(state.newest).logEvidence = logEvidence();
    state.newest = minute;
    for (const [old, part] of state.minutes) {
      if (old > minute - MINUTES_KEPT) continue;
      state.minutes.delete(old);
      addPart(partIn(state.hours, hourOf(old)), part);
    }
  }

  /** `logEvidence`: as it is with this. */
  note({ kind, cohort, at }: PathEvent, logEvidence: () => number): void {
    this.#partAt(minuteOf(at))[kind][cohort] += 1;
    if (kind === 'came') return;
    const label = { atMs: at.getTime(), kind, cohort, logEvidence: logEvidence() };
    if (this.state.labels.push(label) > LABELS_KEPT) this.state.labels.shift();
  }

  /** Every part from this minute on, by the minute in which it began. */
  forEachSince(from: number, visit: (minute: number, part: PathPart) => void): void {
    for (const [hour, part] of this.state.hours) {
      const minute = hour * MINUTES_PER_HOUR;
      if (minute + MINUTES_PER_HOUR > from) visit(minute, part);
    }
    for (const [minute, part] of this.state.minutes) if (minute >= from) visit(minute, part);
  }

  /** What comes late counts where it belongs. */
  #partAt(minute: number): PathPart {
    const { minutes, hours, newest } = this.state;
    return minute > newest - MINUTES_KEPT ? partIn(minutes, minute) : partIn(hours, hourOf(minute));
  }
}

const minuteOf = (at: Date) => Math.floor(at.getTime() / MINUTE_MS);
const hourOf = (minute: number) => Math.floor(minute / MINUTES_PER_HOUR);
const noOne = (): PathCounts => ({ open: 0, closed: 0 });

function nothingYet(): EvidencePathState {
  return { minutes: new Map(), hours: new Map(), labels: [], newest: 0 };
}

function partIn(parts: Map<number, PathPart>, key: number): PathPart {
  const known = parts.get(key);
  if (known) return known;
  const part = { came: noOne(), failed: noOne(), slow: noOne(), logEvidence: null };
  parts.set(key, part);
  return part;
}

function addPart(to: PathPart, part: PathPart): void {
  for (const what of ['came', 'failed', 'slow'] as const) {
    to[what].open += part[what].open;
    to[what].closed += part[what].closed;
  }
  to.logEvidence = part.logEvidence ?? to.logEvidence;
}
