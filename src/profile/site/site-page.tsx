import type { ComponentChildren } from 'preact';
import { renderDocument, useWords, type PageFiles } from '../../design-system/index.ts';
import type { Language } from '../../lib/language.ts';
import { WORDS } from '../words.ts';
import { SignInEndingDialog, SignInEndsNote } from './sign-in-ending.tsx';
import { HEADING_ID } from '../one-address.ts';
import type { ShownAccount } from '../places.ts';
import { CrisisLine } from './crisis-line.tsx';
import { Printed, PrintedFor } from './printed.tsx';
import { SiteHeader } from './site-header.tsx';

export type SignInEnding = {
  readonly endsInMs: number;
  readonly scriptUrl: string;
  /** The script of an analytics container; null: none is loaded. */
  readonly containerUrl: string | null;
};

/** What every page around the Profile is told of its reader and its moment. */
export type PageSurroundings = PageFiles & {
  readonly language: Language;
  /** Null where nobody is signed in, or where that is not known. */
  readonly account: ShownAccount | null;
  readonly now: Date;
};

type SitePageParts = PageSurroundings & {
  /** The heading of the page, and with the site's name the title of the document. */
  readonly heading: string;
  /** Said first in the title, which is what a screen reader says first of a page. */
  readonly failed?: boolean;
  /** The path that paper names. */
  readonly printedPath?: string;
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
    containerUrl: parts.ending?.containerUrl,
    body: <SiteBody {...parts} />,
  });
}

function SiteBody(parts: SitePageParts) {
  const { heading, account, now, printedPath, ending, breadcrumbs, navigation, children } = parts;
  const columns = navigation === null ? 'columns' : 'columns columns--with-navigation';
  return (
    <>
      <SiteHeader account={account} />
      <div class="width">{breadcrumbs}</div>
      <div class={`${columns} width`}>
        {navigation}
        <main class="content" id="content" tabindex={-1}>
          <h1 id={HEADING_ID} tabindex={-1}>
            {heading}
          </h1>
          {account !== null && account.name !== null && <PrintedFor name={account.name} />}
          {children}
          <Printed now={now} path={printedPath} />
        </main>
      </div>
      <SiteFooter>{account && <SignInEndsNote />}</SiteFooter>
      {ending && <SignInEndingDialog endsInMs={ending.endsInMs} />}
    </>
  );
}

function SiteFooter({ children }: { readonly children?: ComponentChildren }) {
  return (
    <footer class="site-footer">
      <div class="width">
        <CrisisLine />
        {children}
        <p>{useWords(WORDS).site.footer}</p>
      </div>
    </footer>
  );
}
