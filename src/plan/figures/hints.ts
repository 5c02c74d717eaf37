import { normalized } from '../meaning/normalized.ts';
import { ROWS } from '../meaning/template.ts';
import type { Span } from '../text/source.ts';

const HINT = new RegExp(ROWS.flatMap(({ aside }) => aside ?? []).join('|'), 'gi');

/** What the template says in parentheses or emphasis about a field: `(*minimum 2 hours*)`. */
export function hintsIn(words: string): readonly string[] {
  return hintSpans(words).map(({ start, end }) => words.slice(start, end));
}

export function withoutHints(words: string): string {
  return words.replace(HINT, '');
}

export function isRecommendation(hint: string): boolean {
  return /recommend/i.test(hint);
}

const BEHIND_MARKERS = ROWS.flatMap(({ hint }) => hint ?? []);

/** Whether the template itself says this behind a marker, where it asks for a text or a list. */
export function isTemplateHint(words: string): boolean {
  const plain = words.trim().toLowerCase();
  return BEHIND_MARKERS.some((hint) => hint.test(plain));
}

/** Where in the words the hints stand. */
export function hintSpans(words: string): readonly Span[] {
  return [...words.matchAll(HINT)].map((hit) => ({
    start: hit.index,
    end: hit.index + hit[0].length,
  }));
}

const TEMPLATES_SENTENCES = new Set(ROWS.flatMap(({ says }) => says ?? []));

/** Whether the words are nothing but sentences with which the template explains itself. */
export function isTemplatesOwn(words: string): boolean {
  const sentences = words
    .split(/[.!?]+(?=\s|$)/)
    .map(normalized)
    .filter((sentence) => sentence !== '');
  return sentences.length > 0 && sentences.every((sentence) => TEMPLATES_SENTENCES.has(sentence));
}
