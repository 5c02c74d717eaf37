/**
 * What all wordings of a question have in common that differ in a full stop, a comma, capitals, blanks, kinds of quotation
 * marks or emphasis. For comparing only; what has no words is told apart by its signs.
 */
export function questionKey(question: string): string {
  const plain = question
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{Cf}*`~]/gu, '');
  const words = plain
    .replace(APOSTROPHE, '\u02bc')
    .replace(DASH, '-')
    .replace(BETWEEN_WORDS, ' ')
    .trim();
  return words === '' ? plain.trim() : words;
}

/** Written as the letter that it is there: `we’re` is not `were`. */
const APOSTROPHE = /(?<=\p{L})['’‘](?=\p{L})/gu;
const DASH = /[‐‑–—−]/gu;
/** A sign between digits, or before one, is part of a number: `1.5` is not `15`, `-5` not `5`. */
const BETWEEN_WORDS =
  /(?:(?<!\p{N})[.,:]|[.,:](?!\p{N})|(?<![\p{L}\p{N}])-(?!\p{N})|-(?![\p{L}\p{N}])|[^\p{L}\p{M}\p{N}<>=≤≥%$€£°#/+.,:-])+/gu;
