import type { ComponentChildren } from 'preact';
import { render } from 'preact-render-to-string';
import type { Language } from '../lib/language.ts';
import { LanguageOfDocument } from './words/language.ts';
import { WORDS } from './words/words.ts';

/** What a page loads beside itself. */
export type PageFiles = {
  readonly stylesheetUrl: string;
  /** Fonts that the stylesheet asks for, to be there when the page is first painted. */
  readonly fontUrls?: readonly string[];
  /** A module that the page works without. */
  readonly scriptUrl?: string | undefined;
};

export type DocumentParts = PageFiles & {
  /** The whole document title, site name included. */
  readonly title: string;
  /** The language of every word in it. */
  readonly lang: Language;
  /** The script of an analytics container, which that module loads; null or left out: none is loaded. */
  readonly containerUrl?: string | null | undefined;
  /** Header, a `main` element with the id `content`, footer. */
  readonly body: ComponentChildren;
};

/** A whole HTML page as text. Every string in it is escaped; it holds no inline style and no inline script. */
export function renderDocument(parts: DocumentParts): string {
  return `<!doctype html>${render(<Document {...parts} />)}`;
}

function Document(parts: DocumentParts) {
  const { title, lang, stylesheetUrl, fontUrls = [], scriptUrl, containerUrl, body } = parts;
  return (
    <html lang={lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        {fontUrls.map((url) => (
          <link rel="preload" as="font" type="font/woff2" href={url} crossorigin="anonymous" />
        ))}
        <link rel="stylesheet" href={stylesheetUrl} />
        {scriptUrl !== undefined && (
          <script type="module" src={scriptUrl} data-container={containerUrl} />
        )}
      </head>
      <body>
        <a class="skip-link" href="#content">
          {WORDS[lang].skipToContent}
        </a>
        <LanguageOfDocument.Provider value={lang}>{body}</LanguageOfDocument.Provider>
      </body>
    </html>
  );
}
