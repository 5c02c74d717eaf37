/** Digits, perhaps with a point; with a point also the way in which Ruby writes very small numbers. */
const PERCENTAGE = /^\d+(\.\d+(e[+-]?\d+)?)?$/i;

/**
 * Percent from a parameter, a number or text, or null if it is not one from 0 to 100. All of the text must be
 * a number: Flipper reads as far as it can and would take `5abc` for 5, and `1e2` for 1.
 */
export function readPercentage(given: unknown): number | null {
  const number = typeof given === 'string' ? fromText(given.trim()) : given;
  return typeof number === 'number' && number >= 0 && number <= 100 ? number : null;
}

function fromText(text: string): number | null {
  return PERCENTAGE.test(text) ? Number(text) : null;
}
