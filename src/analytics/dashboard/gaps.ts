import { dayInEasternTime, startOfEasternDay } from '../../lib/eastern-time.ts';
import { MINUTE_MS } from '../../lib/duration.ts';
import { LONGEST_SILENCE_MIN, type TakingSpan } from '../kept/taking.ts';

/** A time in which no events were taken, in ISO 8601; `until` null: it goes on. */
export type TakingGap = { readonly from: string; readonly until: string | null };

/** What lies between the times in which events were taken, and after the last; nothing is known from before the first. */
export function gapsBetween(spans: readonly TakingSpan[], now: Date): readonly TakingGap[] {
  const gaps: TakingGap[] = [];
  let through: number | null = null;
  for (const span of spans.toSorted((one, other) => one.from - other.from)) {
    if (through !== null && isGap(through, span.from)) {
      gaps.push({ from: timeAt(through + 1), until: timeAt(span.from) });
    }
    through = Math.max(through ?? span.through, span.through);
  }
  if (through !== null && isGap(through, Math.floor(now.getTime() / MINUTE_MS))) {
    gaps.push({ from: timeAt(through + 1), until: null });
  }
  return gaps;
}

const isGap = (through: number, next: number) => next - through > LONGEST_SILENCE_MIN;
const timeAt = (minute: number) => new Date(minute * MINUTE_MS).toISOString();

/** Days from one to the other, both included, as `2024-04-08`. */
export function daysThrough(first: string, last: string): readonly string[] {
  const days: string[] = [];
  for (let day = first; day <= last; day = dayAfter(day)) days.push(day);
  return days;
}

function dayAfter(day: string): string {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().slice(0, 10);
}

export type DayTaking = {
  /** Minutes of the day, as far as it is over, in which no events were taken. */
  readonly missedMinutes: number;
  /** Whether that is all of it. */
  readonly isMissed: boolean;
};

/** How much of a day in Eastern Time lies in gaps. */
export function takingOn(day: string, gaps: readonly TakingGap[], now: Date): DayTaking {
  const from = startOfEasternDay(day).getTime();
  const isToday = day === dayInEasternTime(now);
  const until = isToday ? now.getTime() : startOfEasternDay(dayAfter(day)).getTime();
  const missedMs = gaps.reduce((sum, gap) => {
    const end = gap.until === null ? now.getTime() : Date.parse(gap.until);
    return sum + Math.max(0, Math.min(end, until) - Math.max(Date.parse(gap.from), from));
  }, 0);
  return { missedMinutes: Math.floor(missedMs / MINUTE_MS), isMissed: missedMs >= until - from };
}
