/** Numbers read from text as Ruby reads them: by the longest prefix that is one. */

const DIGITS = String.raw`\d+(?:_\d+)*`;
/** Ruby's, which knows none of Unicode's. */
const SPACES = String.raw`[ \t\n\v\f\r]*`;
const INTEGER = new RegExp(`^${SPACES}([+-]?${DIGITS})`);
const FLOAT = new RegExp(
  String.raw`^${SPACES}([+-]?(?:${DIGITS}(?:\.${DIGITS})?|\.${DIGITS})(?:e[+-]?${DIGITS})?)`,
  'i',
);

/** A text with a point is read as a float, any other as an integer: `"1e3"` is 1, `"1.5e3"` is 1500. */
export function numberIn(text: string): number | null {
  return text.includes('.') ? floatIn(text) : prefixOf(text, INTEGER);
}

/** `"1e3"` is 1000 here. */
export function floatIn(text: string): number | null {
  return prefixOf(text, FLOAT);
}

/** Null where there is no number, or one that no double can hold. */
function prefixOf(text: string, form: RegExp): number | null {
  const [, prefix] = form.exec(text) ?? [];
  const number = Number(prefix?.replaceAll('_', '') ?? Number.NaN);
  return Number.isFinite(number) ? number : null;
}

/** A number as Ruby writes it: whole ones in full, small ones as `1.0e-05`. */
export function numberText(number: number): string {
  if (Number.isInteger(number)) return BigInt(number).toString();
  if (Math.abs(number) >= 1e-4) return String(number);
  const [digits = '', exponent = ''] = number.toExponential().split('e-');
  return `${digits.includes('.') ? digits : `${digits}.0`}e-${exponent.padStart(2, '0')}`;
}
