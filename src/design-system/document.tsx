import type { ComponentChildren } from 'preact';
import { render } from 'preact-render-to-string';
import type { Language } from '../lib/language.ts';
import { LanguageOfDocument } from './words/language.ts';
import { WORDS } from './words/words.ts';

export type DocumentParts = {
  /** The whole document title, site name included. */
  readonly title: string;
  /** The language of every word in it. */
  readonly lang: Language;
  readonly stylesheetUrl: string;
  /** A module that the page works without. */
  readonly scriptUrl?: string | undefined;
  /** Header, a `main` element with the id `content`, footer. */
  readonly body: ComponentChildren;
};

/** A whole HTML page as text. Every string in it is escaped; it holds no inline style and no inline script. */
export function renderDocument(parts: DocumentParts): string {
  return `<!doctype html>${render(<Document {...parts} />)}`;
}

function Document({ title, lang, stylesheetUrl, scriptUrl, body }: DocumentParts) {
  return (
    <html lang={lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <link rel="stylesheet" href={stylesheetUrl} />
        {scriptUrl !== undefined && <script type="module" src={scriptUrl} />}
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
