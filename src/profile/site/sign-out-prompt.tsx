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
    <div class="stack">
      <p>{words.body}</p>
      <form class="screen-only" method="post" action="/sign-out">
        <button class="button" type="submit">
          {words.action}
        </button>
      </form>
    </div>
  );
}
