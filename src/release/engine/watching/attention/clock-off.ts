import { SECOND_MS } from '../../../../lib/duration.ts';
import { inFigures } from '../../../../lib/figures.ts';
import type { EngineDeps } from '../../deps.ts';

/** Nobody's clock is exact. */
const OFF_MS = 2 * SECOND_MS;

/** That the clock of this instance's machine is off, in a sentence; null: it is not. */
export function clockOffInWords({ alignment, instance }: EngineDeps): string | null {
  const aheadMs = alignment?.aheadMs() ?? 0;
  if (Math.abs(aheadMs) < OFF_MS) return null;
  const seconds = inFigures(Math.round(Math.abs(aheadMs) / SECOND_MS));
  const direction = aheadMs > 0 ? 'ahead of' : 'behind';
  return `The clock of instance ${instance} is ${seconds} seconds ${direction} the database’s. Its people are counted by the database’s clock; set its own right.`;
}
