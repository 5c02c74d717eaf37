import { Breadcrumbs, ButtonLink, useWords, type PageFiles } from '../../design-system/index.ts';
import type { Language } from '../../lib/language.ts';
import { HOME } from '../places.ts';
import { WORDS } from '../words.ts';
import { renderSitePage } from './site-page.tsx';

type SignInPromptParts = PageFiles & {
  /** Where to go after signing in: the path that was asked for. */
  readonly path: string;
  readonly language: Language;
};

/** The same page for every path, known or not, but for the path in its link. */
export function renderSignInPrompt({ path, language, ...files }: SignInPromptParts): string {
  const { heading } = WORDS[language].signInPrompt;
  return renderSitePage({
    heading,
    language,
    ...files,
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
