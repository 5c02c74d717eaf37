import { InvalidArgumentError } from 'commander';

/** `2304`, `2,304` → 2304 */
export function peoplePerDay(text: string): number {
  const people = Number(text.replaceAll(',', ''));
  if (text.trim() === '' || !(people >= 0 && people < Infinity)) {
    throw new InvalidArgumentError('Expected a number of people such as 2304.');
  }
  return people;
}

/** A day, `2026-11-24`, or a moment, `2026-11-24T10:00:00-05:00`. */
export function moment(text: string): Date {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text);
  // At noon it is the same day in every zone of the United States.
  const date = new Date(isDay ? `${text}T12:00:00-05:00` : text);
  if (!/^\d{4}-\d{2}-\d{2}/.test(text) || Number.isNaN(date.getTime())) {
    throw new InvalidArgumentError('Expected a day such as 2026-11-24.');
  }
  return date;
}
