/** Texts, which may hold what looks like a number, and numbers. */
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/**
 * JSON in which whole numbers that are written as fractions, such as `1.0` and `1e2`, are the texts that Ruby makes of
 * them: “1.0” and “100.0” are other ids than 1 and 100, and what has been read as a number can’t tell them apart.
 * @param json is known to be JSON
 */
export function numbersAsWritten(json: Uint8Array): Uint8Array {
  // Byte by byte, so that nothing changes of what is no UTF-8.
  const text = Buffer.from(json).toString('latin1');
  return Buffer.from(text.replace(TOKEN, asWritten), 'latin1');
}

function asWritten(token: string): string {
  if (token.startsWith('"') || !/[.eE]/.test(token)) return token;
  const number = Number(token);
  if (!Number.isSafeInteger(number)) return token;
  return `"${Object.is(number, -0) ? '-0' : number}.0"`;
}
