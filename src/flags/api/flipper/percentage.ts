/** Digits, perhaps with a point; with a point also the way in which Ruby writes very small numbers. */
const PERCENTAGE = /^[ \t\n\v\f\r]*\d+(\.\d+(e[+-]?\d+)?)?[ \t\n\v\f\r]*$/i;
/** No double needs more, and the tables keep it in an index. */
const LONGEST = 1_000;

/**
 * Percent from a parameter, a number or text, or null if it is not one from 0 to 100. All of the text must be
 * a number: Flipper reads as far as it can and would take `5abc` for 5, and `1e2` for 1. Space around it is what
 * Ruby takes for space, which a byte-order mark is not.
 */
export function readPercentage(given: unknown): number | null {
  const number = typeof given === 'string' ? fromText(given) : given;
  return typeof number === 'number' && number >= 0 && number <= 100 ? number : null;
}

function fromText(text: string): number | null {
  return text.length <= LONGEST && PERCENTAGE.test(text) ? Number(text) : null;
}
