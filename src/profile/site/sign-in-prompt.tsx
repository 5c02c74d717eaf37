import { Breadcrumbs, ButtonLink } from '../../design-system/index.ts';
import { HOME } from '../places.ts';
import { renderSitePage } from './site-page.tsx';

type SignInPromptParts = {
  /** Where to go after signing in: the path that was asked for. */
  readonly path: string;
  readonly stylesheetUrl: string;
};

const HEADING = 'Sign in to see this page';

/** The same page for every path, known or not, but for the path in its link. */
export function renderSignInPrompt({ path, stylesheetUrl }: SignInPromptParts): string {
  return renderSitePage({
    heading: HEADING,
    stylesheetUrl,
    signedIn: false,
    breadcrumbs: <Breadcrumbs parents={[HOME]} current={HEADING} />,
    navigation: null,
    children: (
      <div class="stack">
        <p>This page holds personal information. Sign in so that we know it’s yours.</p>
        <ButtonLink href={`/sign-in?return=${encodeURIComponent(path)}`}>Sign in</ButtonLink>
      </div>
    ),
  });
}
