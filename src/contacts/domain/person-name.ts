/** A name as it is shown; a part that is not on file is null. */
export type PersonName = {
  readonly given: string | null;
  readonly middle: string | null;
  readonly family: string | null;
};

/** Words that stay small inside a name ("De la Cruz"), though not at its start. */
const PARTICLES: ReadonlySet<string> = new Set(
  'da das de del den der di do dos du e el la las le los ten ter van vom von y zu zum zur'.split(
    ' ',
  ),
);

const GENERATIONS: ReadonlySet<string> = new Set(['II', 'III', 'IV']);

/** The parts that are there, with single blanks between them; null when there is none. */
export function fullName({ given, middle, family }: PersonName): string | null {
  const parts = [given, middle, family].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(' ');
}

/**
 * One part of a name with only the letters capital that should be. A part that has small letters was
 * written with care and is left alone.
 */
export function foldCapitals(part: string): string {
  if (!isAllCapitals(part)) return part;
  return part
    .split(/\s+/)
    .map((word, index) => (index === 0 ? capitalized(word) : laterWord(word)))
    .join(' ');
}

function laterWord(word: string): string {
  if (GENERATIONS.has(word)) return word;
  return PARTICLES.has(word.toLowerCase()) ? word.toLowerCase() : capitalized(word);
}

/** Capital at the start, after a hyphen or a dot, after an apostrophe ("O'Brien") and after "Mc". */
function capitalized(word: string): string {
  return word
    .toLowerCase()
    .replace(/(?<=^|[-.])\p{Ll}/gu, (letter) => letter.toUpperCase())
    .replace(/(?<=['’])\p{Ll}(?=\p{Ll})/gu, (letter) => letter.toUpperCase())
    .replace(/(?<=^|-)Mc\p{Ll}(?=\p{Ll}{2})/gu, (start) => `Mc${start.slice(2).toUpperCase()}`);
}

/** Whether there are capitals and no small letter; scripts without letter case are not "all capitals". */
export function isAllCapitals(text: string): boolean {
  return text === text.toUpperCase() && text !== text.toLowerCase();
}
