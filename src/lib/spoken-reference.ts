import { createHash } from 'node:crypto';

/**
 * A request's id as somebody can say it on the phone: "48 29 13 50". Eight digits, in pairs, since letters sound alike.
 * The log has it beside the id. Two failures share one in a hundred million.
 */
export function spokenReference(requestId: string): string {
  const number = createHash('sha256').update(requestId).digest().readUInt32BE(0) % 100_000_000;
  return String(number)
    .padStart(8, '0')
    .replace(/(..)(?=.)/g, '$1 ');
}
