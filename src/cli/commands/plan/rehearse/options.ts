import { InvalidArgumentError } from 'commander';

const MOST_PEOPLE = 1_000_000;
const MOST_RUNS = 100_000;

export function people(text: string): number {
  const count = Number(text.replaceAll(',', ''));
  if (count > 0 && count <= MOST_PEOPLE) return count;
  throw new InvalidArgumentError('Expected people a day, from 1 to 1,000,000.');
}

export function runCount(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count > 0 && count <= MOST_RUNS) return count;
  throw new InvalidArgumentError('Expected a whole number of runs, from 1 to 100,000.');
}

export function seedNumber(text: string): number {
  const seed = Number(text);
  if (text.trim() !== '' && Number.isSafeInteger(seed)) return seed;
  throw new InvalidArgumentError('Expected a whole number, such as 1.');
}
