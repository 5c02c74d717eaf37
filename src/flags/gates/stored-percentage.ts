import { err, ok, type Result } from '../../lib/result.ts';
import { numberIn } from '../expression/ruby-number.ts';
import type { GateName, GateProblem } from './gate.ts';

/**
 * The stored percentage as Flipper reads it; 0 where nothing is stored. Flipper takes `"5abc"` for 5, and
 * what is above 100 for everybody.
 */
export function storedPercentageOf(
  gate: GateName,
  stored: string | null,
): Result<number, GateProblem> {
  const percentage = stored === null ? 0 : numberIn(stored);
  if (percentage !== null) return ok(percentage);
  const sentence = `Found ${JSON.stringify(stored)} stored as the percentage, expected a number such as "12.5". Set the percentage again.`;
  return err({ gate, reason: 'malformed-percentage', sentence });
}
