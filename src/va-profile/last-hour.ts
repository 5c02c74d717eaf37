import { performance } from 'node:perf_hooks';

import { HOUR_MS, MINUTE_MS } from '../lib/duration.ts';
import { percentileIn } from '../lib/figures.ts';
import type { AnsweredQuestion } from './questions.ts';

/** What became of the questions of the last hour, or since this process asks. Counts alone: nothing tells of whom. */
export type LastHour = {
  /** For how long they were counted: an hour, or less in a process that is younger, in milliseconds. */
  readonly countedMs: number;
  /** Only what came about; no question: none. */
  readonly outcomes: ReadonlyMap<AnsweredQuestion['outcome'], number>;
  /** How many were sent, and how many of them twice. */
  readonly sent: number;
  readonly retried: number;
  /** Of those sent, a second attempt included, in milliseconds; null: none was sent. */
  readonly latency: Latency | null;
};

export type Latency = Readonly<Record<'p50' | 'p90' | 'p95' | 'p99' | 'longest', number>>;

export type HourBook = {
  note(answered: AnsweredQuestion): void;
  figures(): LastHour;
};

/** Each step is this much longer than the one before, which is how exact percentiles are. */
const STEP = 1.05;
const SLOWEST_STEP = stepOf(2 * MINUTE_MS);
const STEP_ENDS = Array.from({ length: SLOWEST_STEP }, (_, step) => STEP ** step);
const MINUTES = HOUR_MS / MINUTE_MS;

type Minute = {
  readonly outcomes: Map<AnsweredQuestion['outcome'], number>;
  /** How many questions took so long, by step. */
  readonly steps: Uint32Array;
  sent: number;
  retried: number;
  longest: number;
};

/**
 * Counts by the minute and forgets what is older than an hour: the same few hundred kilobytes, however much is asked.
 * @param now milliseconds of a clock that never goes back
 */
export function createHourBook(now: () => number = () => performance.now()): HourBook {
  const begunAt = now();
  const minutes = new Map<number, Minute>();
  const minuteNow = () => Math.floor(now() / MINUTE_MS);
  const forget = () => {
    for (const minute of minutes.keys())
      if (minute <= minuteNow() - MINUTES) minutes.delete(minute);
  };
  return {
    note: (answered) => {
      const key = minuteNow();
      if (!minutes.has(key)) forget();
      const minute = minutes.get(key) ?? emptyMinute();
      minutes.set(key, minute);
      count(minute, answered);
    },
    figures: () => {
      forget();
      return { countedMs: Math.min(HOUR_MS, now() - begunAt), ...summed([...minutes.values()]) };
    },
  };
}

function emptyMinute(): Minute {
  const steps = new Uint32Array(SLOWEST_STEP + 1);
  return { outcomes: new Map(), steps, sent: 0, retried: 0, longest: 0 };
}

function count(minute: Minute, { outcome, sent }: AnsweredQuestion): void {
  minute.outcomes.set(outcome, (minute.outcomes.get(outcome) ?? 0) + 1);
  if (sent === null) return;
  const step = Math.min(stepOf(sent.durationMs), SLOWEST_STEP);
  minute.steps[step] = (minute.steps[step] ?? 0) + 1;
  minute.sent += 1;
  if (sent.attempts > 1) minute.retried += 1;
  minute.longest = Math.max(minute.longest, sent.durationMs);
}

function summed(minutes: readonly Minute[]): Omit<LastHour, 'countedMs'> {
  const all = emptyMinute();
  for (const { outcomes, steps, sent, retried, longest } of minutes) {
    for (const [outcome, times] of outcomes)
      all.outcomes.set(outcome, (all.outcomes.get(outcome) ?? 0) + times);
    for (const [step, times] of steps.entries()) all.steps[step] = (all.steps[step] ?? 0) + times;
    all.sent += sent;
    all.retried += retried;
    all.longest = Math.max(all.longest, longest);
  }
  const { outcomes, sent, retried } = all;
  return { outcomes, sent, retried, latency: sent === 0 ? null : latencyOf(all) };
}

function latencyOf({ steps, longest }: Minute): Latency {
  const counts = [...steps];
  const at = (share: number) =>
    Math.min(longest, Math.round(percentileIn(counts, STEP_ENDS, share) ?? 0));
  return { p50: at(0.5), p90: at(0.9), p95: at(0.95), p99: at(0.99), longest };
}

function stepOf(durationMs: number): number {
  return Math.ceil(Math.log(Math.max(1, durationMs)) / Math.log(STEP));
}
