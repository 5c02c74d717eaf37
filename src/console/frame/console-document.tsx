import type { ComponentChildren } from 'preact';

import { renderDocument, type PageFiles } from '../../design-system/index.ts';
import type { Operator } from '../../identity/index.ts';
import { CONSOLE_PAGES } from './addresses.ts';

const CONSOLE_NAME = 'Release console';

/** What every page of the console shows. */
export type ConsoleFrame = PageFiles & {
  readonly operator: Operator | null;
  /** The result of the operator’s last action. */
  readonly notice: ConsoleNotice | null;
  /** Whether it answers a form: then its address is no page, and it stands still, so that nothing typed is lost. */
  readonly isAnswer?: boolean;
};

export type ConsoleNotice = {
  readonly status: 'success' | 'warning' | 'error';
  readonly sentence: string;
  /** Whether it asks for the role to be confirmed, which happens in a tab of its own. */
  readonly confirmsRole?: true;
  /** Where what it asks for is done. */
  readonly leadsTo?: { readonly href: string; readonly words: string } | undefined;
};

type DocumentContent = PageFiles & {
  readonly operator: Operator | null;
  readonly heading: string;
  /** The address of the page among those of the header; left out where it is none of them. */
  readonly current?: (typeof CONSOLE_PAGES)[number]['path'] | undefined;
  /** What is asked again when something happens: an address of the event stream; left out where the page is not live. */
  readonly live?: string | undefined;
  readonly children: ComponentChildren;
};

export function consoleDocument(content: DocumentContent): string {
  const { operator, heading, current, live, children, stylesheetUrl, fontUrls = [] } = content;
  const { scriptUrl } = content;
  return renderDocument({
    title: `${heading} | ${CONSOLE_NAME} | Veterans Affairs`,
    lang: 'en',
    stylesheetUrl,
    fontUrls,
    scriptUrl,
    body: (
      <>
        <header class="site-header">
          <div class="width site-header__bar console-header">
            <a class="console-name" href="/console">
              {CONSOLE_NAME}
            </a>
            {operator && <SignedIn operator={operator} />}
          </div>
          {operator && <ConsoleNavigation current={current} />}
        </header>
        <p class="live-status" id="live-status" role="status" data-live={live} />
        <main id="content" class="width console" tabIndex={-1}>
          <h1>{heading}</h1>
          {children}
        </main>
      </>
    ),
  });
}

function ConsoleNavigation({ current }: Pick<DocumentContent, 'current'>) {
  const here = CONSOLE_PAGES.find(({ path }) => path === current);
  return (
    <nav class="width console-nav" aria-label="Console">
      <details id="console-pages">
        <summary>{here ? `${here.label} and other pages` : 'All pages'}</summary>
        <ul>
          {CONSOLE_PAGES.map(({ path, label }) => (
            <li>
              <a href={path} aria-current={path === current ? 'page' : undefined}>
                {label}
              </a>
            </li>
          ))}
        </ul>
      </details>
    </nav>
  );
}

function SignedIn({ operator }: { readonly operator: Operator }) {
  return (
    <div class="account-menu">
      <span class="console-operator">
        {operator.name}, {operator.roles.join(', ').replaceAll('-', ' ')}
      </span>
      <SignOut />
    </div>
  );
}

export function SignOut({ look }: { readonly look?: 'button' }) {
  return (
    <form method="post" action="/sign-out">
      <button class={look} type="submit">
        Sign out
      </button>
    </form>
  );
}
