import type { Span } from '../text/source.ts';

const HINT = new RegExp(
  [
    String.raw`\(\s*[*_]*\s*(?:minimum|min\b|recommend|optional)[^()]*\)`,
    String.raw`\*(?:minimum|recommend)[^*\r\n]*\*`,
    String.raw`\(\s*ready\s*/\s*not ready\s*\)`,
    String.raw`\[\s*use your KPIs [^\[\]]*\]`,
  ].join('|'),
  'gi',
);

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

/** What the template itself says behind its markers, where it asks for a text or a list. */
const BEHIND_MARKERS =
  /^(?:a )?list(?: of| that includes)?(?: (?:your )?(?:kpis?|metrics)\b.*)?$|^of$|^kpis?$|^tickets? of (?:bugs|changes)\b.*$|^(?:with )?ticket numbers?$|^with links? to .*$|^create your rollback plan$|^(?:metric|criteri)(?:s|on|a)?$/i;

export function isTemplateHint(words: string): boolean {
  return BEHIND_MARKERS.test(words.trim());
}

/** Where in the words the hints stand. */
export function hintSpans(words: string): readonly Span[] {
  return [...words.matchAll(HINT)].map((hit) => ({
    start: hit.index,
    end: hit.index + hit[0].length,
  }));
}
