import type { Quantity } from '../../criterion.ts';
import { durationAt, numberAt, type Read } from './numbers.ts';
import { anyPhraseAt } from './phrases.ts';
import type { Token } from './tokens.ts';

const PERCENT = ['%', 'percent', 'per cent', 'pct'];

/** The amount at `at`: `5%`, `2 s`, `200`; null when none begins there. */
export function quantityAt(tokens: readonly Token[], at: number): Read<Quantity> | null {
  const duration = durationAt(tokens, at);
  if (duration?.ok) {
    return { ...duration, value: { kind: 'duration', ms: duration.value } };
  }
  // “< %5” is seen in plans.
  const signFirst = tokens[at]?.text === '%' ? 1 : 0;
  const number = numberAt(tokens, at + signFirst);
  if (!number?.ok) return number;
  const { value } = number;
  const length = signFirst + number.length;
  const percent = signFirst || anyPhraseAt(tokens, at + length, PERCENT);
  if (percent === 0) return { ok: true, value: { kind: 'count', count: value }, length };
  const taken = signFirst ? length : length + percent;
  return { ok: true, value: { kind: 'percent', percent: value }, length: taken };
}
