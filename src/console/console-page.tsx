import type { ComponentChildren } from 'preact';

import { Alert, renderDocument, type PageFiles } from '../design-system/index.ts';
import type { Operator } from '../identity/index.ts';
import type { ReleaseStatus } from '../release/index.ts';
import { timeInWords } from './history-table.tsx';
import { isOpen, Release } from './release.tsx';

const CONSOLE_NAME = 'Release console';

export type ConsoleView = PageFiles & {
  readonly operator: Operator;
  readonly releases: readonly ReleaseStatus[];
  /** A key of its own for the forms of one release on this page. */
  readonly formKeyOf: (release: ReleaseStatus) => string;
  /** The result of the operator's last action. */
  readonly notice: {
    readonly status: 'success' | 'warning' | 'error';
    readonly sentence: string;
  } | null;
  /** When it was looked up, in ISO 8601. */
  readonly asOf: string;
  /** Whether these are all releases, and not one of them at its own address. */
  readonly isAll: boolean;
};

/** The operators' console: who has which feature, since when and why, and what happens next. */
export function renderConsole(view: ConsoleView): string {
  const { operator, releases, notice, stylesheetUrl, fontUrls = [], asOf, isAll, formKeyOf } = view;
  const closed = releases.filter(({ phase }) => isAll && phase === 'closed');
  const shown = releases.filter((release) => !closed.includes(release));
  return consoleDocument({
    stylesheetUrl,
    fontUrls,
    operator,
    children: (
      <>
        {notice && (
          <Alert status={notice.status} heading={NOTICE_HEADINGS[notice.status]}>
            <p>{notice.sentence}</p>
          </Alert>
        )}
        <AsOf asOf={asOf} isAll={isAll} />
        {shown.length === 0 && <NothingLoaded />}
        {shown.toSorted(runningFirst).map((release) => (
          <Release release={release} formKey={formKeyOf(release)} />
        ))}
        {closed.length > 0 && <ClosedReleases releases={closed} />}
      </>
    ),
  });
}

/** The page for a signed-in person without an operator role. */
export function renderNoOperator({ stylesheetUrl, fontUrls = [] }: PageFiles): string {
  return consoleDocument({
    stylesheetUrl,
    fontUrls,
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

const NOTICE_HEADINGS = {
  success: 'Done',
  warning: 'Done, but not recorded yet',
  error: 'Not done',
} as const;

/** What is open for people comes before what is not. */
function runningFirst(one: ReleaseStatus, other: ReleaseStatus): number {
  return Number(isOpen(other)) - Number(isOpen(one));
}

/** When the page was looked up. After a minute the second sentence shows by itself, without a script. */
function AsOf({ asOf, isAll }: Pick<ConsoleView, 'asOf' | 'isAll'>) {
  return (
    <div class="as-of">
      <p>
        As of <time dateTime={asOf}>{timeInWords(asOf)}</time>.{' '}
        <a href={isAll ? '/console' : ''}>Reload</a>
        {!isAll && (
          <>
            {' '}
            or see <a href="/console">all releases</a>
          </>
        )}
      </p>
      <p class="as-of__stale" role="status">
        <strong>This page is more than a minute old.</strong> Reload it before you decide anything.
      </p>
    </div>
  );
}

function ClosedReleases({ releases }: Pick<ConsoleView, 'releases'>) {
  return (
    <section aria-labelledby="closed-releases">
      <h2 id="closed-releases">Closed releases</h2>
      <ul>
        {releases.map(({ id, title, since }) => (
          <li>
            <a href={`/console/releases/${encodeURIComponent(id)}`}>{title}</a>
            {since === null ? '' : `, closed ${timeInWords(since)}`}
          </li>
        ))}
      </ul>
    </section>
  );
}

type DocumentContent = PageFiles & {
  readonly operator: Operator | null;
  readonly children: ComponentChildren;
};

function consoleDocument({ operator, children, ...files }: DocumentContent): string {
  return renderDocument({
    title: `${CONSOLE_NAME} | Veterans Affairs`,
    lang: 'en',
    ...files,
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
      <h2>Nothing is being released</h2>
      <p>To start, load a plan from the command line:</p>
      <p>
        <code>npx phcc plan load release-plans/personal-health-care-contacts-mvp.md</code>
      </p>
    </section>
  );
}
