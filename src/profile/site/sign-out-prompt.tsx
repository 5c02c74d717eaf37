import { Breadcrumbs } from '../../design-system/index.ts';
import { HOME } from '../places.ts';
import { renderSitePage } from './site-page.tsx';

const HEADING = 'Sign out of VA.gov';

/** For who opens `/sign-out` as a page: signing out itself takes a form, so that no link can do it. */
export function renderSignOutPrompt({ stylesheetUrl }: { readonly stylesheetUrl: string }): string {
  return renderSitePage({
    heading: HEADING,
    stylesheetUrl,
    signedIn: true,
    breadcrumbs: <Breadcrumbs parents={[HOME]} current={HEADING} />,
    navigation: null,
    children: (
      <form class="stack" method="post" action="/sign-out">
        <p>You’ll be signed out on this device.</p>
        <div>
          <button class="button" type="submit">
            Sign out
          </button>
        </div>
      </form>
    ),
  });
}
