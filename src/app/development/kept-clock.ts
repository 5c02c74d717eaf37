import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { movableClock, type MovableClock } from '../../lib/clock.ts';

/**
 * Development's clock. How far it has been moved ahead is kept in the data directory, so that after a
 * restart the program does not fall back behind what its journal already tells.
 */
export function keptClock(dataDir: string): MovableClock {
  const file = join(dataDir, 'clock-ahead-ms');
  const clock = movableClock(readAhead(file));
  return {
    ...clock,
    advance: (milliseconds) => {
      clock.advance(milliseconds);
      writeFileSync(file, `${clock.aheadMs()}\n`, { mode: 0o600 });
    },
  };
}

function readAhead(file: string): number {
  try {
    return Number(readFileSync(file, 'utf8')) || 0;
  } catch {
    return 0;
  }
}
