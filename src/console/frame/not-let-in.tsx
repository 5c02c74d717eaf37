import { Alert, ButtonLink, type PageFiles } from '../../design-system/index.ts';
import type { Person } from '../../identity/index.ts';
import { consoleDocument, SignOut } from './console-document.tsx';

/** The page for a stranger: it leads to the sign-in and back to `path`. */
export function renderSignInPage(path: string, files: PageFiles): string {
  return consoleDocument({
    ...files,
    operator: null,
    heading: 'Sign in to the release console',
    children: (
      <div class="stack">
        <p>
          This console is for the people who run releases. Sign in with an account that has a role
          in a release.
        </p>
        <ButtonLink href={`/sign-in?return=${encodeURIComponent(path)}`}>Sign in</ButtonLink>
      </div>
    ),
  });
}

/** The page for a signed-in person without an operator role, or without a verified identity. */
export function renderNoOperator({ operator }: Pick<Person, 'operator'>, files: PageFiles): string {
  const [heading, sentence] = operator === null ? NO_OPERATOR : UNVERIFIED;
  return consoleDocument({
    ...files,
    operator: null,
    heading: 'Release console',
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
