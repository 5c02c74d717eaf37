import type { ComponentChildren } from 'preact';

import { Alert, renderDocument } from '../design-system/index.ts';
import type { Operator } from '../identity/index.ts';
import type { ReleaseStatus } from '../release/index.ts';
import { Release } from './release.tsx';

const CONSOLE_NAME = 'Release console';

/** What every page of the console shows. */
export type ConsoleFrame = {
  readonly operator: Operator | null;
  /** The result of the operator's last action. */
  readonly notice: { readonly status: 'success' | 'error'; readonly sentence: string } | null;
  readonly stylesheetUrl: string;
};

export type ConsoleView = ConsoleFrame & { readonly releases: readonly ReleaseStatus[] };

/** The operators' console: who has which feature, since when and why, and what happens next. */
export function renderConsole({ operator, releases, notice, stylesheetUrl }: ConsoleView): string {
  return consoleDocument({
    stylesheetUrl,
    operator,
    children: (
      <>
        <NoticeAlert notice={notice} />
        {releases.length === 0 ? (
          <NothingLoaded />
        ) : (
          releases.map((release) => <Release release={release} />)
        )}
      </>
    ),
  });
}

/** The page for a signed-in person without an operator role. */
export function renderNoOperator(stylesheetUrl: string): string {
  return consoleDocument({
    stylesheetUrl,
    operator: null,
    children: (
      <Alert status="warning" heading="You’re not signed in as an operator">
        <p>
          This console is for the people who run releases. Sign out, then sign in as one of them.
        </p>
        <SignOut look="button" />
      </Alert>
    ),
  });
}

export function NoticeAlert({ notice }: Pick<ConsoleFrame, 'notice'>) {
  return (
    notice && (
      <Alert status={notice.status} heading={NOTICE_HEADINGS[notice.status]}>
        <p>{notice.sentence}</p>
      </Alert>
    )
  );
}

const NOTICE_HEADINGS = { success: 'Done', error: 'Not done' } as const;

type DocumentContent = {
  readonly stylesheetUrl: string;
  readonly operator: Operator | null;
  readonly children: ComponentChildren;
};

export function consoleDocument({ stylesheetUrl, operator, children }: DocumentContent): string {
  return renderDocument({
    title: `${CONSOLE_NAME} | Veterans Affairs`,
    lang: 'en',
    stylesheetUrl,
    body: (
      <>
        <header class="site-header">
          <div class="width site-header__bar console-header">
            <a class="console-name" href="/console">
              {CONSOLE_NAME}
            </a>
            {operator && <SignedIn operator={operator} />}
          </div>
        </header>
        <main id="content" class="width console" tabIndex={-1}>
          <h1>{CONSOLE_NAME}</h1>
          {children}
        </main>
      </>
    ),
  });
}

function SignedIn({ operator }: { readonly operator: Operator }) {
  return (
    <div class="account-menu">
      <span class="console-operator">
        {operator.name}, {operator.roles.join(', ').replaceAll('-', ' ')}
      </span>
      <a href="/console/access">Access</a>
      <SignOut />
    </div>
  );
}

function SignOut({ look }: { readonly look?: 'button' }) {
  return (
    <form method="post" action="/sign-out">
      <button class={look} type="submit">
        Sign out
      </button>
    </form>
  );
}

function NothingLoaded() {
  return (
    <section class="panel">
      <h2>No release plan is loaded</h2>
      <p>Nothing is being released. To start, load a plan from the command line:</p>
      <p>
        <code>npx phcc plan load release-plans/personal-health-care-contacts-mvp.md</code>
      </p>
    </section>
  );
}
