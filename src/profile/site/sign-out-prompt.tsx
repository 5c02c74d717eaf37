import { Breadcrumbs, useWords, type PageFiles } from '../../design-system/index.ts';
import type { Language } from '../../lib/language.ts';
import { HOME } from '../places.ts';
import { WORDS } from '../words.ts';
import { renderSitePage } from './site-page.tsx';

type SignOutPromptParts = PageFiles & { readonly language: Language };

/** For who opens `/sign-out` as a page: signing out itself takes a form, so that no link can do it. */
export function renderSignOutPrompt({ language, ...files }: SignOutPromptParts): string {
  const { heading } = WORDS[language].signOutPrompt;
  return renderSitePage({
    heading,
    language,
    ...files,
    account: null,
    breadcrumbs: <Breadcrumbs parents={[HOME]} current={heading} />,
    navigation: null,
    children: <SignOut />,
  });
}

function SignOut() {
  const { signOutPrompt: words } = useWords(WORDS);
  return (
    <form class="stack" method="post" action="/sign-out">
      <p>{words.body}</p>
      <div>
        <button class="button" type="submit">
          {words.action}
        </button>
      </div>
    </form>
  );
}
