import { plainLetters } from './plain-letters.ts';

/** A phone number without its area code. Shorter ones are times, years, and amounts. */
const LONG = 7;

/**
 * Whether digits follow each other as in a phone number, a Social Security number, an ICN or a date of birth, however
 * they are set apart, and also as words; or fewer of them beside the words “Social Security”.
 */
export function holdsLongNumber(remark: string): boolean {
  const text = plainLetters(remark).toLowerCase();
  return longestRun(text) >= LONG || PART_OF_SSN.test(text);
}

const PART_OF_SSN =
  /\b(?:ssn|social security|seguro social|last (?:four|4)|ultimos (?:cuatro|4))\b\D{0,30}\p{Nd}{4}/u;

/** How many digits stand together at most, with nothing but separators between them. */
function longestRun(text: string): number {
  let longest = 0;
  let run = 0;
  for (const { 0: part, index } of text.replace(TENS_AND_ONE, ' diez ').matchAll(PARTS)) {
    const digits = digitsIn(part, isGlued(text, part, index));
    run = digits === null ? 0 : run + digits;
    longest = Math.max(longest, run);
  }
  return longest;
}

const PARTS = /\p{L}+|\p{Nd}+/gu;
const TENS_AND_ONE =
  /\b(?:treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa) y (?:uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve)\b/g;

/** Digits that this part stands for; 0 for a separator, null for a word that ends the number. */
function digitsIn(part: string, glued: boolean): number | null {
  if (/^\p{Nd}/u.test(part)) return Array.from(part).length;
  const known = DIGITS_OF_WORD.get(part);
  if (known !== undefined) return known;
  // “5l5-o142”, and the V of an ICN.
  return glued ? Number(/[oil]/.test(part)) : null;
}

/** Whether it is one letter with a digit right beside it. */
function isGlued(text: string, part: string, index: number): boolean {
  const beside = text.slice(Math.max(0, index - 1), index) + text.slice(index + 1, index + 2);
  return part.length === 1 && /\p{Nd}/u.test(beside);
}

const DIGITS_OF_WORD: ReadonlyMap<string, number> = new Map([
  ...words(0, 'dash hyphen dot point space plus ext extension guion punto raya espacio mas'),
  ...words(1, 'zero oh one two three four five six seven eight nine double'),
  ...words(1, 'cero uno dos tres cuatro cinco seis siete ocho nueve doble'),
  ...words(2, 'ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'),
  ...words(2, 'twenty thirty forty fifty sixty seventy eighty ninety triple'),
  ...words(2, 'diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve'),
  ...words(2, 'veinte veintiuno veintidos veintitres veinticuatro veinticinco veintiseis'),
  ...words(2, 'veintisiete veintiocho veintinueve'),
  ...words(2, 'treinta cuarenta cincuenta sesenta setenta ochenta noventa'),
]);

function words(digits: number, list: string): readonly (readonly [string, number])[] {
  return list.split(' ').map((word) => [word, digits] as const);
}
