import { ButtonLink, useWords } from '../../design-system/index.ts';
import { WORDS } from '../words.ts';
import { renderPageAround } from './page-around.tsx';
import type { PageSurroundings } from './site-page.tsx';

type SignInPromptParts = Omit<PageSurroundings, 'account'> & {
  /** Where to go after signing in: the path that was asked for. */
  readonly path: string;
  /** Whether they were signed in until a moment ago. */
  readonly signedOut?: boolean;
};

/** The same page for every path, known or not, but for the path in its link. */
export function renderSignInPrompt({
  path,
  signedOut = false,
  ...surroundings
}: SignInPromptParts): string {
  const words = WORDS[surroundings.language].signInPrompt;
  const heading = signedOut ? words.signedOut : words.heading;
  const children = <SignIn path={path} signedOut={signedOut} />;
  return renderPageAround({ ...surroundings, heading, account: null, children });
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
