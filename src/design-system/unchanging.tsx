import type { ComponentChildren, VNode } from 'preact';
import { jsxTemplate } from 'preact/jsx-runtime';
import { render } from 'preact-render-to-string';
import { LANGUAGES } from '../lib/language.ts';
import { LanguageOfDocument, useLanguage } from './words/language.ts';

/** Elements that are the same on every page of a language: rendered once for each, and from then on written as they are. */
export function unchanging(Part: () => ComponentChildren): () => VNode {
  const rendered = new Map(
    LANGUAGES.map((language) => [
      language,
      render(
        <LanguageOfDocument.Provider value={language}>
          <Part />
        </LanguageOfDocument.Provider>,
      ),
    ]),
  );
  return () => jsxTemplate([rendered.get(useLanguage()) ?? '']);
}
