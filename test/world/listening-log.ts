import { createLog } from '../../src/lib/log.ts';

/** A log whose lines a test reads. */
export function listeningLog() {
  const lines: string[] = [];
  return { log: createLog('info', { write: (line) => void lines.push(line) }), lines };
}
