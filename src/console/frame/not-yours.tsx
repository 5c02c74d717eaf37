import { whoMay, type Action } from '../../roles/index.ts';

/** What a role may not do is not hidden: it says who can. */
export function NotYours({ what, action }: { readonly what: string; readonly action: Action }) {
  return (
    <p class="quiet">
      {what} is for {whoMay(action)}.
    </p>
  );
}
