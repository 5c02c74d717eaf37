import { Sentence, unchanging, useWords } from '../../design-system/index.ts';
import { IDLE_LIMIT_MINUTES } from '../../identity/index.ts';
import { WORDS } from '../words.ts';

/** Said on every page beforehand, for those for whom nothing can open the dialog later. */
export const SignInEndsNote = unchanging(() => {
  const { signInEnding: words } = useWords(WORDS);
  return (
    <p>
      <Sentence text={words.note} parts={{ minutes: IDLE_LIMIT_MINUTES }} />
    </p>
  );
});

/** Closed until the page’s script opens it, shortly before a sign-in ends for want of activity. */
export function SignInEndingDialog({ endsInMs }: { readonly endsInMs: number }) {
  return (
    <dialog
      id="sign-in-ending"
      class="dialog"
      aria-labelledby="sign-in-ending-heading"
      aria-describedby="sign-in-ending-text"
      data-ends-in-ms={endsInMs}
    >
      <WarningOfEnd />
    </dialog>
  );
}

const WarningOfEnd = unchanging(() => {
  const { signInEnding: words, account } = useWords(WORDS);
  return (
    <>
      <h2 id="sign-in-ending-heading">{words.heading}</h2>
      <p id="sign-in-ending-text">
        <Sentence text={words.body} parts={{ minutes: <strong data-minutes /> }} />
      </p>
      <div class="dialog__buttons">
        <button class="button" type="button" data-stay autofocus>
          {words.stay}
        </button>
        <form method="post" action="/sign-out">
          <button class="button button--secondary" type="submit">
            {account.signOut}
          </button>
        </form>
      </div>
    </>
  );
});
