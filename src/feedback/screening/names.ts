import { ALWAYS_CAPITAL, isOrdinaryWord, PARTICLES } from './ordinary-words.ts';
import { plainLetters } from '../../lib/screening/index.ts';
import type { ShownPerson } from './shown-person.ts';

type PersonNames = Pick<ShownPerson, 'given' | 'family'>;

/**
 * Whether a remark names one of these people. A name is found as a whole word in any letter case, without its accents,
 * and with anything but letters inside it. A name that is an ordinary word (“Will”, “Page”, “Jo”) counts where it is
 * meant as a name: beside another name of the same person, or with a capital in the middle of a sentence.
 */
export function holdsName(remark: string, people: readonly PersonNames[]): boolean {
  const read = readingOf(remark);
  return people.some((person) => isNamed(person, read));
}

type RemarkReading = {
  readonly words: readonly WrittenWord[];
  /** Words as they stand, and with what is no letter taken out of them. */
  readonly plain: ReadonlySet<string>;
  /** What is spelled letter by letter, each stretch in one piece. */
  readonly spelled: readonly string[];
  /** All letters, in one piece. */
  readonly letters: string;
};

type WrittenWord = {
  readonly word: string;
  /** Whether a capital says that it is a name. */
  readonly isCapital: boolean;
  /** Whether a sentence or a part of one ends before it. */
  readonly isAfterEnd: boolean;
};

function readingOf(remark: string): RemarkReading {
  const text = plainLetters(remark);
  const lower = text.toLowerCase();
  const chunks = lower.split(/\s+/).map(lettersOf);
  const words = writtenWords(text);
  return {
    words,
    plain: new Set([...words.map(({ word }) => word), ...chunks]),
    spelled: lower.match(/(?<!\p{L})\p{L}(?:\P{L}+\p{L}(?!\p{L}))+/gu)?.map(lettersOf) ?? [],
    letters: lettersOf(lower),
  };
}

const lettersOf = (text: string): string => text.replace(/\P{L}/gu, '');

function writtenWords(text: string): readonly WrittenWord[] {
  const found = [...text.matchAll(/(?<before>\P{L}*)(?<word>\p{L}+)/gu)].map(({ groups }) => ({
    before: groups?.['before'] ?? '',
    word: groups?.['word'] ?? '',
  }));
  const capitals = found.filter(({ word }) => startsWithCapital(word)).length;
  // Titles and shouting say nothing by their capitals.
  const isTitle = found.length > SHORT_REMARK && capitals * 2 > found.length;
  const capitalsTell = !isTitle && text !== text.toUpperCase();
  return found.map(({ before, word }, index) => {
    const isAfterEnd = index === 0 || /[.!?:;¡¿…"“«(\n]/.test(before);
    const lower = word.toLowerCase();
    const tells = capitalsTell && !isAfterEnd && !ALWAYS_CAPITAL.has(lower);
    return { word: lower, isAfterEnd, isCapital: tells && startsWithCapital(word) };
  });
}

/** In words. */
const SHORT_REMARK = 4;

const startsWithCapital = (word: string): boolean => /^\p{Lu}/u.test(word);

function isNamed({ given, family }: PersonNames, read: RemarkReading): boolean {
  const [givenWords, familyWords] = [nameWords(given), nameWords(family)];
  const all = [...givenWords, ...familyWords];
  return (
    all.some((name) => standsAlone(name, read)) ||
    standTogether({ givenWords, familyWords }, read.words) ||
    [given, family, `${given} ${family}`, `${family} ${given}`].some((name) => isGlued(name, read))
  );
}

/** “O'Brien” → obrien, brien. What says nothing by itself is left out. */
function nameWords(name: string): readonly string[] {
  const plain = plainLetters(name).toLowerCase();
  const words = [...plain.split(/\s+/).map(lettersOf), ...plain.split(/\P{L}+/u)];
  return [...new Set(words)].filter((word) => word !== '' && !PARTICLES.has(word));
}

function standsAlone(name: string, { words, plain, spelled, letters }: RemarkReading): boolean {
  if (WITHOUT_BLANKS.test(name)) return letters.includes(name);
  if (isOrdinaryWord(name)) {
    return !isInitial(name) && words.some(({ word, isCapital }) => isCapital && word === name);
  }
  return plain.has(name) || plain.has(`${name}s`) || spelled.some((part) => part.includes(name));
}

const isInitial = (name: string): boolean => /^[a-z]$/.test(name);

/** Scripts that set no blanks between words. */
const WITHOUT_BLANKS = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}]/u;

type NameWords = {
  readonly givenWords: readonly string[];
  readonly familyWords: readonly string[];
};

/** “will long”, or “Long, Will”; particles between them don’t count. */
function standTogether({ givenWords, familyWords }: NameWords, all: readonly WrittenWord[]) {
  const words = all.filter(({ word }) => !PARTICLES.has(word));
  return words.some(({ word }, index) => {
    const next = words[index + 1];
    if (!next || next.isAfterEnd) return false;
    const isInOrder = givenWords.includes(word) && familyWords.includes(next.word);
    const isTurned = familyWords.includes(word) && givenWords.includes(next.word);
    return isInOrder || (isTurned && next.isCapital);
  });
}

/** Below this, letters of other words may come together to it by chance. */
const LONG_WHEN_GLUED = 8;

/** Several words of a name in one piece, or in other pieces: “MariaGarcia”, “ma ria gar cia”. */
function isGlued(name: string, { letters }: RemarkReading): boolean {
  const glued = lettersOf(plainLetters(name).toLowerCase());
  if (!/\s/.test(name.trim()) || nameWords(name).every(isOrdinaryWord)) return false;
  return glued.length >= LONG_WHEN_GLUED && letters.includes(glued);
}
