import type { Operator } from '../../identity/index.ts';
import { roleFor } from '../../roles/index.ts';
import { NotYours } from '../frame/not-yours.tsx';
import { Panel } from './flag-parts.tsx';
import { flagPath } from './flags-page.tsx';
import { ReasonField } from './reason-field.tsx';

type RemoveFlagParts = {
  readonly name: string;
  readonly operator: Operator;
  /** As it was typed into a form that was refused. */
  readonly reason: string;
};

/** Takes a flag out of the flag engine once its code is gone. */
export function RemoveFlag({ name, operator, reason }: RemoveFlagParts) {
  return (
    <Panel id="remove" heading="Remove it" isToDo>
      <p>
        First take it out of the code so that everybody keeps the feature, and deploy that. A flag
        that a program still asks for is not removed.
      </p>
      {roleFor(operator.roles, 'widen-flag') === null ? (
        <NotYours what="Removing a flag" action="widen-flag" />
      ) : (
        <form class="form form--with-field" method="post" action={`${flagPath(name)}/remove`}>
          <ReasonField id="remove-reason" required typed={reason} />
          <button class="button button--secondary" type="submit">
            Remove the flag
          </button>
          <p class="quiet form__effect">Its gates are then gone. Its history stays.</p>
        </form>
      )}
    </Panel>
  );
}
