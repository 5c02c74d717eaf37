/**
 * What makes two wordings of a question the same one: their words, numbers and signs of comparison. Punctuation,
 * spaces, capitals and emphasis may change without losing what was answered.
 */
export function questionKey(text: string): string {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .match(/\p{N}+(?:[.,:]\p{N}+)*|[\p{L}\p{M}]+|[<>=≤≥%]/gu);
  return (words ?? []).join(' ');
}
