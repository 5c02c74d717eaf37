import { stripVTControlCharacters } from 'node:util';

/** Text that people write, as it is kept and shown: one line of visible characters. */
export type TextFromPeople = {
  /** Null where nothing is left. */
  readonly text: string | null;
  /** What it lost: characters that can’t be kept, its end, or both. Blanks don’t count. */
  readonly lost: 'characters' | 'end' | null;
};

/** In characters. */
export const LONGEST_NAME = 100;
export const LONGEST_REASON = 500;

/** More than this is not looked at, so that the work is bounded: blanks and what can’t be seen take room, too. */
const LOOKED_AT = 20;

/** Orders to a terminal, controls, invisible characters, changes of direction, halves of characters. */
const UNKEPT =
  /[\p{Cc}\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\p{Surrogate}\p{Noncharacter_Code_Point}\u2800\ufff9-\ufffb]/gu;
const BLANKS = /\s+/gu;

/** Cleans and bounds what a person or a program wrote. Cleaning it again changes nothing. */
export function textFromPeople(raw: string, longest: number = LONGEST_REASON): TextFromPeople {
  const looked = raw.slice(0, LOOKED_AT * longest);
  const spaced = looked.replace(BLANKS, ' ');
  const whole = keepable(spaced);
  const text = firstCharacters(whole, longest).trimEnd();
  const isCut = looked !== raw || text !== whole;
  const lost = isCut ? 'end' : whole === spaced.trim().normalize() ? null : 'characters';
  return { text: text === '' ? null : text, lost };
}

/** The same for what is shown in a sentence that says no to it. */
export function quoted(raw: string): string {
  return `“${textFromPeople(raw, LONGEST_NAME).text ?? ''}”`;
}

function keepable(text: string): string {
  const seen = stripVTControlCharacters(text).replace(UNKEPT, (character) =>
    CONTROL.test(character) ? ' ' : '',
  );
  return seen.normalize().replace(BLANKS, ' ').trim();
}

const CONTROL = /\p{Cc}/u;

const CHARACTERS = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** So many units from a place on say whether a character ends there. */
const UNITS_OF_A_CODE_POINT = 2;

/**
 * The beginning of a text, in whole characters as people see them: an emoji, a flag or a letter with its accents is in
 * it or not. Nothing where even the first one is longer.
 * @param most in UTF-16 units
 */
export function beginningOf(text: string, most: number): string {
  if (text.length <= most) return text;
  const window = text.slice(0, most + UNITS_OF_A_CODE_POINT);
  return text.slice(0, CHARACTERS.segment(window).containing(most)?.index ?? 0);
}

/**
 * A text that is quoted where there is no room for all of it: what was cut ends with “…”.
 * @param most in UTF-16 units, with the “…”
 */
export function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${beginningOf(text, most - 1).trimEnd()}…`;
}

/** Whole ones as people see them, of so many code points in all. */
function firstCharacters(text: string, most: number): string {
  if (text.length <= most) return text;
  const units = Array.from(text).slice(0, most).join('').length;
  return beginningOf(text, units);
}

/** Whether PostgreSQL can keep this text as it is. */
export function canBeKept(text: string): boolean {
  return !/[\0\p{Surrogate}]/u.test(text);
}

/** Characters that make a text read, or a terminal act, otherwise than it stands; blanks and ends of lines don’t. */
const MISLEADING = /[^\P{Cc}\t\n\v\f\r]|[\p{Surrogate}\u202a-\u202e\u2066-\u2069]/gu;

/** The first of them: on which line it stands, from 1, and its name, such as `U+202E`. Null without any. */
export function misleadingIn(text: string): { line: number; name: string } | null {
  const [found] = text.matchAll(MISLEADING);
  if (!found) return null;
  const line = text.slice(0, found.index).split(/\r\n|\r|\n/).length;
  return { line, name: codePointName(found[0]) };
}

/** Text of several lines for a terminal: it shows, and orders nothing. */
export function forTerminal(text: string): string {
  return stripVTControlCharacters(text).replace(MISLEADING, '');
}

/** JSON for a terminal: the same data, with what would act there written as `\u….` */
export function jsonForTerminal(data: unknown): string {
  return JSON.stringify(data, null, 2).replace(MISLEADING, escaped);
}

function codePointName(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

function escaped(character: string): string {
  return `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
}

/** The text of a file, with its byte order mark; null for another encoding, whose characters would be lost. */
export function textIn(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Behind the name of the file. */
export const NOT_UTF8 =
  'is not UTF-8, so its characters can’t be told for sure. Save it as UTF-8 and try again.';
