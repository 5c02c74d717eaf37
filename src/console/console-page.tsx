import type { ComponentChildren } from 'preact';

import { Alert, renderDocument, type PageFiles } from '../design-system/index.ts';
import type { Operator, Person } from '../identity/index.ts';
import type { ReleaseStatus } from '../release/index.ts';
import { timeInEasternTime } from '../lib/eastern-time.ts';
import { isOpen, Release } from './release.tsx';

const CONSOLE_NAME = 'Release console';

/** What every page of the console shows. */
export type ConsoleFrame = PageFiles & {
  readonly operator: Operator | null;
  /** The result of the operator's last action. */
  readonly notice: {
    readonly status: 'success' | 'warning' | 'error';
    readonly sentence: string;
  } | null;
};

export type ConsoleView = ConsoleFrame & {
  readonly releases: readonly ReleaseStatus[];
  /** A key of its own for the forms of one release on this page. */
  readonly formKeyOf: (release: ReleaseStatus) => string;
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
        <NoticeAlert notice={notice} />
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

/** The page for a signed-in person without an operator role, or without a verified identity. */
export function renderNoOperator(
  { operator }: Pick<Person, 'operator'>,
  { stylesheetUrl, fontUrls = [] }: PageFiles,
): string {
  const [heading, sentence] = operator === null ? NO_OPERATOR : UNVERIFIED;
  return consoleDocument({
    stylesheetUrl,
    fontUrls,
    operator: null,
    children: (
      <Alert status="warning" heading={heading}>
        <p>{sentence}</p>
        <SignOut look="button" />
      </Alert>
    ),
  });
}

const NO_OPERATOR = [
  'You’re not signed in as an operator',
  'This console is for the people who run releases. Sign out, then sign in as one of them.',
] as const;
const UNVERIFIED = [
  'Your identity isn’t verified',
  'This console is for operators whose identity is verified. Verify it with ID.me or Login.gov, or sign out and sign in with an account that is.',
] as const;

export function NoticeAlert({ notice }: Pick<ConsoleFrame, 'notice'>) {
  return (
    notice && (
      <Alert status={notice.status} heading={NOTICE_HEADINGS[notice.status]}>
        <p>{notice.sentence}</p>
      </Alert>
    )
  );
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
        As of <time dateTime={asOf}>{timeInEasternTime(asOf)}</time>.{' '}
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
            {since === null ? '' : `, closed ${timeInEasternTime(since)}`}
          </li>
        ))}
      </ul>
    </section>
  );
}

type DocumentContent = PageFiles & {
  readonly operator: Operator | null;
  /** Of the page; left out for the first one. */
  readonly heading?: string;
  readonly children: ComponentChildren;
};

export function consoleDocument(content: DocumentContent): string {
  const { operator, heading = CONSOLE_NAME, children, stylesheetUrl, fontUrls = [] } = content;
  const name = heading === CONSOLE_NAME ? CONSOLE_NAME : `${heading} | ${CONSOLE_NAME}`;
  return renderDocument({
    title: `${name} | Veterans Affairs`,
    lang: 'en',
    stylesheetUrl,
    fontUrls,
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
          <h1>{heading}</h1>
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
      <a href="/console/analytics">Analytics</a>
      <a href="/console/remarks">Remarks</a>
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
      <h2>Nothing is being released</h2>
      <p>To start, load a plan from the command line:</p>
      <p>
        <code>npx phcc plan load release-plans/personal-health-care-contacts-mvp.md</code>
      </p>
    </section>
  );
}
