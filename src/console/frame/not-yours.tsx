import { whoMay, type Action } from '../../roles/index.ts';

type NotYoursParts = {
  readonly what: string;
  /** What it is about, where several say the same: for people who listen. */
  readonly about?: string | undefined;
  readonly action: Action;
};

/** What a role may not do is not hidden: it says who can. */
export function NotYours({ what, about, action }: NotYoursParts) {
  return (
    <p class="quiet">
      {what}
      {about !== undefined && <span class="visually-hidden"> ({about})</span>} is for{' '}
      {whoMay(action)}.
    </p>
  );
}
