/**
 * Words to compare by: lower case, straight quotes, plain dashes and spaces; no markup, no numbering, no asides in
 * parentheses, no `:` or `?` at the end.
 */
export function normalized(words: string): string {
  return words
    .toLowerCase()
    .replace(/[‘’]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/[\u2010-\u2015]/g, '-')
    .replace(/&#?\w{1,31};|<[^<>]*>/g, ' ')
    .replace(/[*_`\\~]/g, '')
    .replace(/\([^()]*\)/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/[\s:?]+$/, '')
    .replace(/^[^\p{L}\p{N}"'[%]+/u, '')
    .replace(/^(?:\d{1,2}[.)]|\d{1,2}(?:\.\d{1,2})+\.?) (?=\p{L})/u, '');
}
