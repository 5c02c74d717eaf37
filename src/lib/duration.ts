export const SECOND_MS = 1_000;
export const MINUTE_MS = 60 * SECOND_MS;
export const MINUTES_PER_HOUR = 60;
export const HOUR_MS = MINUTES_PER_HOUR * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
export const MINUTES_PER_DAY = 24 * MINUTES_PER_HOUR;

/** Whole minutes in words: `2 days`, `1 hour 30 minutes`, `0 minutes`. */
export function durationInWords(minutes: number): string {
  const days = Math.floor(minutes / MINUTES_PER_DAY);
  const hours = Math.floor((minutes % MINUTES_PER_DAY) / MINUTES_PER_HOUR);
  const parts = [
    counted(days, 'day'),
    counted(hours, 'hour'),
    counted(minutes % MINUTES_PER_HOUR, 'minute'),
  ].filter((part) => part !== null);
  return parts.length > 0 ? parts.join(' ') : '0 minutes';
}

function counted(count: number, unit: string): string | null {
  if (count === 0) return null;
  return count === 1 ? `1 ${unit}` : `${count} ${unit}s`;
}

/** `42 seconds`; from two minutes on in whole minutes, `3 hours 5 minutes`. */
export function lengthInWords(milliseconds: number): string {
  return milliseconds < 2 * MINUTE_MS
    ? secondsInWords(milliseconds)
    : durationInWords(Math.floor(milliseconds / MINUTE_MS));
}

/** `less than a second`, `1 second`, `42 seconds` */
export function secondsInWords(milliseconds: number): string {
  const seconds = Math.round(milliseconds / SECOND_MS);
  if (milliseconds < SECOND_MS) return 'less than a second';
  return seconds === 1 ? '1 second' : `${seconds} seconds`;
}
