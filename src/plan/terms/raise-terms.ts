import { DAY_MS } from '../../lib/duration.ts';
import { isDay, minuteOfDay } from '../../lib/written/index.ts';
import type { RaiseTimes } from '../../calendar/index.ts';

/** `raise only …`; null where it can’t be understood. */
export function onlyAt(words: string): Partial<RaiseTimes> | null {
  if (/^raise only on business days$/i.test(words)) {
    return { notOnWeekends: true, notOnFederalHolidays: true };
  }
  const hours =
    /^raise only (?:from )?(\d{1,2}:\d\d) ?(?:-|–|to) ?(\d{1,2}:\d\d)(?: (\w+\/\w+))?$/i.exec(
      words,
    );
  if (!hours) return null;
  const [, first = '', last = '', timeZone] = hours;
  const [from, to] = [minuteOfDay(first), minuteOfDay(last)];
  if (from === null || to === null || from >= to) return null;
  if (timeZone === undefined) return { hours: { from, to } };
  return isTimeZone(timeZone) ? { hours: { from, to }, timeZone } : null;
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** `no raise on …`, several of them joined; null where one can’t be understood. */
export function notOn(words: string): Partial<RaiseTimes> | null {
  const listed = /^no raise on (.+)$/i.exec(words)?.[1];
  if (listed === undefined) return null;
  const parts = listed.split(/,\s*(?:and |or )?|\s+(?:and|or)\s+/i).map(notOnOne);
  if (parts.some((part) => part === null)) return null;
  return parts.reduce<Partial<RaiseTimes>>(
    (all, part) => ({ ...all, ...part, notOn: [...(all.notOn ?? []), ...(part?.notOn ?? [])] }),
    {},
  );
}

function notOnOne(words: string): Partial<RaiseTimes> | null {
  if (/^fridays?$/i.test(words)) return { notOnFridays: true };
  if (/^weekends?$/i.test(words)) return { notOnWeekends: true };
  if (/^(?:federal )?holidays?$/i.test(words)) return { notOnFederalHolidays: true };
  const days = /^(\d{4}-\d\d-\d\d)(?: to (\d{4}-\d\d-\d\d))?$/.exec(words);
  const [, first, last = first] = days ?? [];
  return first === undefined || last === undefined ? null : daysFrom(first, last);
}

const MOST_DAYS = 366;

function daysFrom(first: string, last: string): Partial<RaiseTimes> | null {
  if (!isDay(first) || !isDay(last)) return null;
  const [from, to] = [Date.parse(first), Date.parse(last)];
  const count = (to - from) / DAY_MS + 1;
  if (!(count >= 1 && count <= MOST_DAYS)) return null;
  const days = Array.from({ length: count }, (_, index) => new Date(from + index * DAY_MS));
  return { notOn: days.map((day) => day.toISOString().slice(0, 10)) };
}
