const HINT =
  /\(\s*[*_]*\s*(?:minimum|min\b|recommend|optional)[^()]*\)|\*(?:minimum|recommend)[^*\r\n]*\*/gi;

/** What the template says in parentheses or emphasis about a field: `(*minimum 2 hours*)`. */
export function hintsIn(words: string): readonly string[] {
  return [...words.matchAll(HINT)].map(([hint]) => hint);
}

export function withoutHints(words: string): string {
  return words.replace(HINT, '');
}

export function isRecommendation(hint: string): boolean {
  return /recommend/i.test(hint);
}
