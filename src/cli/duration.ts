import { MINUTES_PER_DAY, MINUTES_PER_HOUR } from '../lib/duration.ts';
import { InvalidArgumentError } from 'commander';

const MINUTES_PER_UNIT: Readonly<Record<string, number>> = {
  m: 1,
  h: MINUTES_PER_HOUR,
  d: MINUTES_PER_DAY,
};

/** `90m`, `2h`, `2d` → minutes */
export function minutes(text: string): number {
  const [, count, unit] = /^(\d+(?:\.\d+)?)([mhd])$/.exec(text) ?? [];
  const perUnit = MINUTES_PER_UNIT[unit ?? ''];
  if (count === undefined || perUnit === undefined) {
    throw new InvalidArgumentError('Expected a duration such as 90m, 2h or 2d.');
  }
  return Number(count) * perUnit;
}
