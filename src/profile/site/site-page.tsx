import type { ComponentChildren } from 'preact';
import { renderDocument, useWords, type PageFiles } from '../../design-system/index.ts';
import type { Language } from '../../lib/language.ts';
import { WORDS } from '../words.ts';
import { SignInEndingDialog, SignInEndsNote } from './sign-in-ending.tsx';
import { SiteHeader } from './site-header.tsx';

export type SignInEnding = { readonly endsInMs: number; readonly scriptUrl: string };

type SitePageParts = PageFiles & {
  /** The heading of the page, and with the site's name the title of the document. */
  readonly heading: string;
  /** Said first in the title, which is what a screen reader says first of a page. */
  readonly failed?: boolean;
  readonly language: Language;
  readonly signedIn: boolean;
  /** On pages whose readers are warned before their sign-in ends. */
  readonly ending?: SignInEnding;
  readonly breadcrumbs: ComponentChildren;
  /** What stands beside the content; null for a page of one column. */
  readonly navigation: ComponentChildren;
  readonly children: ComponentChildren;
};

/** A whole page of the site as HTML text. */
export function renderSitePage(parts: SitePageParts): string {
  const { heading, failed = false, language, stylesheetUrl, fontUrls = [] } = parts;
  const { title, failure } = WORDS[language].site;
  return renderDocument({
    title: `${failed ? `${failure}: ` : ''}${heading} | ${title}`,
    lang: language,
    stylesheetUrl,
    fontUrls,
    scriptUrl: parts.ending?.scriptUrl,
    body: <SiteBody {...parts} />,
  });
}

function SiteBody(parts: SitePageParts) {
  const { heading, signedIn, ending, breadcrumbs, navigation, children } = parts;
  const columns = navigation === null ? 'columns' : 'columns columns--with-navigation';
  return (
    <>
      <SiteHeader signedIn={signedIn} />
      <div class="width">{breadcrumbs}</div>
      <div class={`${columns} width`}>
        {navigation}
        <main class="content" id="content" tabindex={-1}>
          <h1 tabindex={-1}>{heading}</h1>
          {children}
        </main>
      </div>
      <SiteFooter>{ending && <SignInEndsNote />}</SiteFooter>
      {ending && <SignInEndingDialog endsInMs={ending.endsInMs} />}
    </>
  );
}

function SiteFooter({ children }: { readonly children?: ComponentChildren }) {
  return (
    <footer class="site-footer">
      <div class="width">
        {children}
        <p>{useWords(WORDS).site.footer}</p>
      </div>
    </footer>
  );
}
