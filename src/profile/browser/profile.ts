/** What the pages of the Profile do in a browser besides being read. Without it they work all the same. */
import { reportPageEvents } from './page-events.ts';
import { warnBeforeSignInEnds } from './sign-in-ending.ts';

warnBeforeSignInEnds(document);
reportPageEvents(document);

// A browser that keeps pages for its back button would show them to the next person after a sign-out.
addEventListener('pageshow', ({ persisted }) => {
  if (persisted) location.reload();
});
