import { Breadcrumbs, ButtonLink, useWords } from '../../design-system/index.ts';
import type { Language } from '../../lib/language.ts';
import { HOME } from '../places.ts';
import { WORDS } from '../words.ts';
import { renderSitePage } from './site-page.tsx';

type SignInPromptParts = {
  /** Where to go after signing in: the path that was asked for. */
  readonly path: string;
  readonly language: Language;
  readonly stylesheetUrl: string;
};

/** The same page for every path, known or not, but for the path in its link. */
export function renderSignInPrompt({ path, language, stylesheetUrl }: SignInPromptParts): string {
  const { heading } = WORDS[language].signInPrompt;
  return renderSitePage({
    heading,
    language,
    stylesheetUrl,
    signedIn: false,
    breadcrumbs: <Breadcrumbs parents={[HOME]} current={heading} />,
    navigation: null,
    children: <SignIn path={path} />,
  });
}

function SignIn({ path }: { readonly path: string }) {
  const { signInPrompt: words } = useWords(WORDS);
  return (
    <div class="stack">
      <p>{words.body}</p>
      <ButtonLink href={`/sign-in?return=${encodeURIComponent(path)}`}>{words.action}</ButtonLink>
    </div>
  );
}
