import { Breadcrumbs, ButtonLink, useWords, type PageFiles } from '../../design-system/index.ts';
import type { Language } from '../../lib/language.ts';
import { HOME } from '../places.ts';
import { WORDS } from '../words.ts';
import { renderSitePage } from './site-page.tsx';

type SignInPromptParts = PageFiles & {
  /** Where to go after signing in: the path that was asked for. */
  readonly path: string;
  /** Whether they were signed in until a moment ago. */
  readonly signedOut?: boolean;
  readonly language: Language;
};

/** The same page for every path, known or not, but for the path in its link. */
export function renderSignInPrompt({
  path,
  signedOut = false,
  language,
  ...files
}: SignInPromptParts): string {
  const words = WORDS[language].signInPrompt;
  const heading = signedOut ? words.signedOut : words.heading;
  return renderSitePage({
    heading,
    language,
    ...files,
    account: null,
    breadcrumbs: <Breadcrumbs parents={[HOME]} current={heading} />,
    navigation: null,
    children: <SignIn path={path} signedOut={signedOut} />,
  });
}

function SignIn({ path, signedOut }: { readonly path: string; readonly signedOut: boolean }) {
  const { signInPrompt: words } = useWords(WORDS);
  return (
    <div class="stack">
      <p>{signedOut ? words.again : words.body}</p>
      <ButtonLink href={`/sign-in?return=${encodeURIComponent(path)}`}>{words.action}</ButtonLink>
    </div>
  );
}
