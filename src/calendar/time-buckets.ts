import { dayInEasternTime, startOfEasternDay } from '../lib/eastern-time.ts';
import { DAY_MS, MINUTE_MS, MINUTES_PER_DAY } from '../lib/duration.ts';

/** A span of time in parts of one length. */
export type Buckets = {
  /** In minutes; days are those where the plan is written, whatever their length. */
  readonly everyMinutes: number;
  /** When each begins, in minutes from 1970, the earliest first. */
  readonly starts: readonly number[];
  /** Whether they begin with the span; else with a later day. */
  readonly isWhole: boolean;
};

/** More points than that no chart shows. */
export const MOST_POINTS = 200;

/** Minutes are told apart for a day. */
const LENGTHS = [
  { minutes: 1, within: MOST_POINTS },
  { minutes: 5, within: 5 * MOST_POINTS },
  { minutes: 15, within: MINUTES_PER_DAY },
  { minutes: 60, within: 60 * (MOST_POINTS - 1) },
];

/** Minutes, hours, then days: never more than `MOST_POINTS`, however long the span is. */
export function bucketsOf(from: Date, to: Date): Buckets {
  const [first, last] = [from, to].map((time) => Math.floor(time.getTime() / MINUTE_MS)) as [
    number,
    number,
  ];
  const length = LENGTHS.find(({ within }) => last - first < within);
  if (!length) return days(from, to);
  const { minutes } = length;
  const begin = Math.floor(first / minutes) * minutes;
  const count = Math.floor((last - begin) / minutes) + 1;
  const starts = Array.from({ length: count }, (_, index) => begin + index * minutes);
  return { everyMinutes: minutes, starts, isWhole: true };
}

/** The newest of them. Days are of 23 to 25 hours, so that each is looked up. */
function days(from: Date, to: Date): Buckets {
  const first = dayInEasternTime(from);
  const starts: number[] = [];
  let day = dayInEasternTime(to);
  while (day >= first && starts.length < MOST_POINTS) {
    starts.push(startOfEasternDay(day).getTime() / MINUTE_MS);
    day = new Date(Date.parse(day) - DAY_MS).toISOString().slice(0, 10);
  }
  return { everyMinutes: MINUTES_PER_DAY, starts: starts.toReversed(), isWhole: day < first };
}

/** The position of the bucket that holds this minute; -1 before the first. */
export function placeOf({ starts }: Buckets, minute: number): number {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? Infinity) <= minute) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
