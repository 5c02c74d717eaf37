import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../duration.ts';
import { isCalendarDay, minuteOfDay, MOST_DIGITS, NUMBER, numberIn, product } from './figures.ts';

const PERCENT = new RegExp(`^(${NUMBER}) ?%$`);

/** Percent: `12.5%` is 12.5, with a space before the sign too; null for anything else, above 100 too. */
export function percentIn(written: string): number | null {
  const [, number = ''] = PERCENT.exec(written) ?? [];
  const percent = numberIn(number);
  return percent !== null && percent <= 100 ? percent : null;
}

/** From 0 to 1: `5%` and `0.05` are 0.05; null for anything else. */
export function shareIn(written: string): number | null {
  const percent = percentIn(written);
  const share =
    percent === null ? numberIn(written) : Number((percent / 100).toPrecision(MOST_DIGITS));
  return share !== null && share <= 1 ? share : null;
}

const UNIT_MS = { ms: 1, s: SECOND_MS, m: MINUTE_MS, h: HOUR_MS, d: DAY_MS } as const;

export type LengthUnit = keyof typeof UNIT_MS;

/** Milliseconds: `90m`, `1.5h`, in one of these units; null for anything else, and for a fraction of a millisecond. */
export function lengthIn(written: string, units: readonly LengthUnit[]): number | null {
  const [, number = '', unit] = LENGTH.exec(written) ?? [];
  const named = units.find((one) => one === unit);
  const count = numberIn(number);
  const ms = named === undefined || count === null ? null : product(count, UNIT_MS[named]);
  return Number.isSafeInteger(ms) ? ms : null;
}

const LENGTH = new RegExp(`^(${NUMBER})(ms|[smhd])$`);

/** Whether this is a day of the calendar, `2026-11-24`. */
export function isDay(written: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(written) ?? [];
  return year !== undefined && isCalendarDay(Number(year), Number(month), Number(day));
}

const INSTANT =
  /^(?<day>\d{4}-\d\d-\d\d)T(?<time>\d\d:\d\d)(?::(?<seconds>\d\d)(?:\.\d{1,3})?)?(?:Z|[+-](?<offset>\d\d:\d\d))$/;

/** `2026-12-01T07:00Z`, with its time zone; null for anything else, and for a day or a time that there is not. */
export function instantIn(written: string): Date | null {
  const {
    day = '',
    time = '',
    seconds = '00',
    offset = '00:00',
  } = INSTANT.exec(written)?.groups ?? {};
  const isTime = [time, offset].every((one) => isBeforeMidnight(one)) && Number(seconds) < 60;
  return isDay(day) && isTime ? new Date(written) : null;
}

function isBeforeMidnight(time: string): boolean {
  const minute = minuteOfDay(time);
  return minute !== null && minute * MINUTE_MS < DAY_MS;
}
