import { HELP_DESK } from '../../contacts/index.ts';
import {
  ButtonLink,
  HelpLineSentence,
  SpokenReference,
  useWords,
  type Breadcrumb,
} from '../../design-system/index.ts';
import type { Translated } from '../../lib/language.ts';
import { isOwnPath, tryAgainPath } from '../one-address.ts';
import { ACCOUNT_SECURITY, HUB, type ShownAccount } from '../places.ts';
import { WORDS } from '../words.ts';
import { renderPageAround } from './page-around.tsx';
import type { PageSurroundings } from './site-page.tsx';

export type PageProblem = PageSurroundings & {
  readonly heading: Translated<string>;
  /** What happened and what to do, without detail that only an engineer needs. */
  readonly sentence: Translated<string>;
  /** The HTTP status that goes with the page. */
  readonly status: number;
  /** For support to find the request in the log; null when there is nothing to find. */
  readonly requestId: string | null;
  /** Where to go from here, beside the ways above and beside the page. */
  readonly link?: Breadcrumb;
  /** The path that can be tried again, where that can help. */
  readonly retryPath?: string;
};

/** The page for an error or for a path that leads nowhere. */
export function renderProblemPage(problem: PageProblem): string {
  return renderPageAround({
    ...problem,
    heading: problem.heading[problem.language],
    children: <Problem {...problem} />,
  });
}

function Problem(problem: PageProblem) {
  const { sentence, status, requestId, retryPath, language, account } = problem;
  const { link = wayFor(account) } = problem;
  const { tryAgain } = useWords(WORDS);
  return (
    <div class="stack">
      <p>{sentence[language]}</p>
      {retryPath !== undefined && isOwnPath(retryPath) && (
        <ButtonLink href={tryAgainPath(retryPath)}>{tryAgain}</ButtonLink>
      )}
      {link !== null && (
        <p class="screen-only">
          <a href={link.path}>{link.name[language]}</a>
        </p>
      )}
      {requestId !== null && <ForHelp status={status} requestId={requestId} />}
    </div>
  );
}

/** Above the page, whoever may see the Profile has a way back to it already. */
function wayFor(account: ShownAccount | null): Breadcrumb | null {
  if (account === null) return HUB;
  return account.hubShown ? null : ACCOUNT_SECURITY;
}

/** Whom to call, and what to tell them. */
function ForHelp({ status, requestId }: { readonly status: number; readonly requestId: string }) {
  const { forHelp, mention } = useWords(WORDS);
  return (
    <p>
      <HelpLineSentence text={forHelp} line={HELP_DESK} />{' '}
      <SpokenReference text={mention.replace('{status}', String(status))} requestId={requestId} />
    </p>
  );
}
