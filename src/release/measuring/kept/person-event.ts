import { HOUR_MS } from '../../../lib/duration.ts';
import { decimalShare } from '../../../lib/exact-share.ts';
import type { Cohort, SurfaceAnswer } from '../observation.ts';
import type { StageRun } from '../../journal/stage-runs.ts';

/** What is counted once of a person: in a run, in a stage run (an opening), or on a day. */
export type PersonEventKind =
  /** Came to the surface in this opening. */
  | 'came'
  /** Was shown the feature in this opening. */
  | 'shown'
  /** Had a visit fail through our fault: in this run, and in this opening. */
  | 'failed'
  | 'failed-in-opening'
  /** Met an error that was not ours in this opening: of the service behind the feature, or their own. */
  | 'unserved'
  /** Waited too long for an answer, in this run. */
  | 'slow'
  /** Had the feature on this day and met its own pages, or others, and met an error there. */
  | 'met-feature-on-day'
  | 'met-elsewhere-on-day'
  | 'feature-failed-on-day'
  | 'elsewhere-failed-on-day'
  | HourlyKind;

/** Met what a criterion asks about in this hour of an opening, so that people can be told apart over any hours. */
export type HourlyKind =
  /** Had the feature shown; of people without it, came. */
  | 'came-in-hour'
  /** Had a visit fail through our fault. */
  | 'failed-in-hour'
  /** Got an answer that failed, whatever the cause: from the feature; of people without it, from the surface. */
  | 'errored-in-hour'
  /** Waited too long for such an answer. */
  | 'slow-in-hour';

type StageRunNumbers = Pick<StageRun, 'run' | 'opening'>;

/** Something that happened to a person, to be kept if it is the first time. */
export type NewPersonEvent = StageRunNumbers & {
  readonly kind: PersonEventKind;
  /** A keyed hash. */
  readonly person: string;
  readonly cohort: Cohort;
  readonly share: number;
  readonly at: Date;
};

/** One that was the first. Of whom it was is not told any more. */
export type FirstEvent = Omit<NewPersonEvent, 'person'> & {
  /** Of what counts by the hour: the hour in which the same was last seen of that person; null: never. */
  readonly hourBefore: number | null;
};

/** One that was kept. Numbers rise in the order in which they were kept. */
export type PersonEvent = FirstEvent & { readonly number: number };

/** From this HTTP status on, an answer has failed. */
export const FAILED_STATUS = 500;

/** From how long on an answer is slow, in milliseconds. It is fixed before any release. */
export const SLOW_MS = 2_000;

/** What an answer says of the person who got it. `person`: the keyed hash. */
export function personEventsIn(
  answer: SurfaceAnswer,
  { run, opening }: StageRunNumbers,
  person: string,
): readonly NewPersonEvent[] {
  const { cohort, share, at } = answer;
  return kindsIn(answer).map((kind) => ({ run, opening, kind, person, cohort, share, at }));
}

function kindsIn(answer: SurfaceAnswer): readonly PersonEventKind[] {
  return KINDS.filter((kind) => IS_SEEN[kind](answer));
}

const isOpen = ({ cohort }: SurfaceAnswer) => cohort === 'open';
/** Testers are let in by name, so that they say nothing of the feature against its absence. */
const isCompared = ({ cohort }: SurfaceAnswer) => cohort !== 'tester';
const hasFailed = ({ cause }: SurfaceAnswer) => cause === 'us';

const isAnswerAskedAbout = (answer: SurfaceAnswer) =>
  isCompared(answer) && (answer.ofFeature || !isOpen(answer));

const IS_SEEN: Readonly<Record<PersonEventKind, (answer: SurfaceAnswer) => boolean>> = {
  came: () => true,
  shown: ({ shown, cohort }) => shown && cohort !== 'closed',
  failed: (answer) => isCompared(answer) && hasFailed(answer),
  'failed-in-opening': hasFailed,
  unserved: ({ cause }) => cause !== null && cause !== 'us',
  slow: (answer) => isCompared(answer) && !hasFailed(answer) && answer.durationMs > SLOW_MS,
  'met-feature-on-day': (answer) => isOpen(answer) && answer.ofFeature,
  'met-elsewhere-on-day': (answer) => isOpen(answer) && !answer.ofFeature,
  'feature-failed-on-day': (answer) => isOpen(answer) && hasFailed(answer) && answer.ofFeature,
  'elsewhere-failed-on-day': (answer) => isOpen(answer) && hasFailed(answer) && !answer.ofFeature,
  'came-in-hour': (answer) => isCompared(answer) && (answer.shown || !isOpen(answer)),
  'failed-in-hour': (answer) => isCompared(answer) && hasFailed(answer),
  'errored-in-hour': (answer) => isAnswerAskedAbout(answer) && answer.status >= FAILED_STATUS,
  'slow-in-hour': (answer) => isAnswerAskedAbout(answer) && answer.durationMs > SLOW_MS,
};

/** In the order in which they are kept. Stores know a kind by its place here: new ones come last. */
export const KINDS: readonly PersonEventKind[] = [
  'came',
  'shown',
  'failed',
  'failed-in-opening',
  'unserved',
  'slow',
  'met-feature-on-day',
  'met-elsewhere-on-day',
  'feature-failed-on-day',
  'elsewhere-failed-on-day',
  'came-in-hour',
  'failed-in-hour',
  'errored-in-hour',
  'slow-in-hour',
];

/** Asked of each event of a million people: looking at the name takes longer. */
const HOURLY: ReadonlySet<PersonEventKind> = new Set(
  KINDS.filter((kind) => kind.endsWith('-in-hour')),
);

export function isHourly(kind: PersonEventKind): kind is HourlyKind {
  return HOURLY.has(kind);
}

/** Counted from 1970. */
export function hourOf(at: Date): number {
  return Math.floor(at.getTime() / HOUR_MS);
}

/** `2026-11-27`, in UTC. */
export function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}

/** Why there can be no such answer, in a few words; null when there can. */
export function faultIn(answer: SurfaceAnswer): string | null {
  return faultOfShare(answer) ?? faultOfOutcome(answer);
}

function faultOfShare({ cohort, shown, ...answer }: SurfaceAnswer): string | null {
  const share = decimalShare(answer.share);
  if (!(share >= 0 && share <= 1)) return 'a share lies between 0 and 1';
  if (cohort === 'open' && share === 0) return 'no one has the feature at a share of 0';
  if (cohort === 'closed' && share === 1) return 'everyone has the feature at a share of 1';
  return cohort === 'closed' && shown ? 'no one without the feature is shown it' : null;
}

function faultOfOutcome({ status, cause, durationMs }: SurfaceAnswer): string | null {
  if (!(status >= 100 && status <= 599)) return 'a status lies between 100 and 599';
  if (status >= 500 && cause === null) return 'an answer of 500 or more needs a cause';
  return durationMs >= 0 ? null : 'a duration is not negative';
}
