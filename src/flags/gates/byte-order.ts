/**
 * Compares two texts by their UTF-8 bytes, as Ruby does: negative, zero or positive. JavaScript compares
 * UTF-16 units, which puts `😀` before `～`; Ruby puts it behind.
 */
export function compareBytes(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}
