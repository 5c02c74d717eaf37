import type { Operator } from '../../identity/index.ts';
import { roleFor } from '../../roles/index.ts';
import { releasePath } from '../frame/addresses.ts';
import { NotYours } from '../frame/not-yours.tsx';
import { Panel } from './flag-parts.tsx';
import { flagPath } from './flags-page.tsx';
import { ReasonField } from './reason-field.tsx';

type CloseFlagParts = {
  readonly name: string;
  /** That owns it. */
  readonly release: string | null;
  readonly operator: Operator;
  /** As it was typed into a form that was refused. */
  readonly reason: string;
};

/** Closes a flag for everyone. It carries no version: taking back is never refused for what came in between. */
export function CloseFlag({ name, release, operator, reason }: CloseFlagParts) {
  const label = release === null ? 'Close it for everyone' : 'Close it and roll the release back';
  return (
    <Panel id="close" heading="Close it" isToDo>
      {release !== null && (
        <p>
          Release <a href={releasePath(release)}>{release}</a> owns this flag and alone opens it
          further. Closing the flag rolls that release back.
        </p>
      )}
      {roleFor(operator.roles, 'close-flag') === null ? (
        <NotYours what={label} action="close-flag" />
      ) : (
        <form class="form form--with-field" method="post" action={`${flagPath(name)}/close`}>
          <ReasonField id="close-reason" required={false} typed={reason} />
          <button class="button button--danger" type="submit">
            {label}
          </button>
          <p class="quiet form__effect">
            Within seconds, nobody sees the feature anymore. Every gate is cleared; the history
            keeps them.
          </p>
        </form>
      )}
    </Panel>
  );
}
