import { syllable } from 'syllable';

/** The U.S. school grade that it takes to read a text, by Flesch and Kincaid (1975). */
export function schoolGrade(sentences: readonly string[]): number {
  const words = sentences.flatMap((sentence) => sentence.match(/[\p{L}’'-]+/gu) ?? []);
  const syllables = words.reduce((sum, word) => sum + syllable(word), 0);
  return 0.39 * (words.length / sentences.length) + 11.8 * (syllables / words.length) - 15.59;
}

/**
 * The sentences of a page's content, headings, names and links of their own left out: they are no
 * sentences, and short ones would make the rest look easier than it is. A number to call counts as a word.
 */
export function sentencesOf(html: string): readonly string[] {
  const [, main = ''] = /<main[^>]*>(.*)<\/main>/s.exec(html) ?? [];
  const paragraphs = main.replace(/<p class="card__title">.*?<\/p>/gs, '');
  return [...paragraphs.matchAll(/<(p|li)(?: [^>]*)?>(.*?)<\/\1>/gs)]
    .map(([, , text = '']) => wordsAlone(text))
    .flatMap((paragraph) => paragraph.split(/(?<=[.?!])\s+/))
    .filter((sentence) => (sentence.match(/\p{L}+/gu) ?? []).length > 3);
}

/** Without elements, and without full stops that end no sentence: those of "a.m." and "VA.gov". */
function wordsAlone(text: string): string {
  return text
    .replace(/<span class="phone">\(TTY.*?\)<\/span>/gs, '')
    .replace(/<a class="phone".*?<\/a>/gs, 'number')
    .replace(/<[^>]+>/g, '')
    .replace(/\b([ap])\.m\./g, '$1m')
    .replace(/\.(?=\w)/g, '');
}
