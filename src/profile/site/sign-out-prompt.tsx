import { useWords } from '../../design-system/index.ts';
import { WORDS } from '../words.ts';
import { renderPageAround } from './page-around.tsx';
import type { PageSurroundings } from './site-page.tsx';

/** For who opens `/sign-out` as a page: signing out itself takes a form, so that no link can do it. */
export function renderSignOutPrompt(surroundings: PageSurroundings): string {
  const { heading } = WORDS[surroundings.language].signOutPrompt;
  return renderPageAround({ ...surroundings, heading, children: <SignOut /> });
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
