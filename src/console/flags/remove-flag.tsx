import type { Operator } from '../../identity/index.ts';
import { LONGEST_REASON } from '../../lib/text-from-people.ts';
import { roleFor } from '../../roles/index.ts';
import { NotYours } from '../frame/not-yours.tsx';
import { Panel } from './flag-parts.tsx';
import { flagPath } from './flags-page.tsx';

type RemoveFlagParts = {
  readonly name: string;
  readonly operator: Operator;
  /** As it was typed into a form that was refused. */
  readonly reason: string;
};

/** Takes a flag out of the flag engine once its code is gone. */
export function RemoveFlag({ name, operator, reason }: RemoveFlagParts) {
  return (
    <Panel id="remove" heading="Remove it">
      <p>
        First take it out of the code so that everybody keeps the feature, and deploy that. A flag
        that a program still asks for is not removed.
      </p>
      {roleFor(operator.roles, 'widen-flag') === null ? (
        <NotYours what="Removing a flag" action="widen-flag" />
      ) : (
        <form class="form form--with-field" method="post" action={`${flagPath(name)}/remove`}>
          <div class="field">
            <label for="remove-reason">Reason (required, kept in the history)</label>
            <input
              id="remove-reason"
              name="reason"
              type="text"
              maxLength={LONGEST_REASON}
              autocomplete="off"
              required
              value={reason}
            />
          </div>
          <button class="button button--secondary" type="submit">
            Remove the flag
          </button>
          <p class="quiet form__effect">Its gates are gone then. Its history stays.</p>
        </form>
      )}
    </Panel>
  );
}
