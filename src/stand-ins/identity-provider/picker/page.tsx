import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { STYLESHEET_PATH } from './stylesheet.ts';

/** One whole HTML page of the stand-in. */
export function renderPage(title: string, main: ComponentChildren): string {
  const page = (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href={STYLESHEET_PATH} />
      </head>
      <body>
        <header>
          <p>Stand-in for sign-in</p>
        </header>
        <main>{main}</main>
      </body>
    </html>
  );
  return `<!DOCTYPE html>${renderToString(page)}`;
}
