import { ButtonLink, type PageFiles } from '../../design-system/index.ts';
import { consoleDocument } from './console-document.tsx';

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
