/** Flipper's reading of a stored boolean: exactly these two texts are true, `"TRUE"` is not. */
export function isTruthy(stored: string | null): boolean {
  return stored === 'true' || stored === '1';
}
