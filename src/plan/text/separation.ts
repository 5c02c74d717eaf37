/** The lines that keep `after`, the rest of a document, out of a list that ends right before it. */
export function separation(after: string): readonly string[] {
  const next = after.split(/\r\n|\n|\r/).slice(1);
  const nextWords = next.find((line) => line.trim() !== '') ?? '';
  // What is indented as far as a bullet's words would become part of the bullet, blank line or not.
  if (/^(?: {2,}| *\t)/.test(nextWords)) return ['', '<!-- -->'];
  const isSafe = /^(?:\s*$| ?#{1,6}(?:\s|$))/.test(next[0] ?? '');
  return isSafe ? [] : [''];
}
