import type { Operator } from '../../identity/index.ts';
import { roleFor } from '../../roles/index.ts';
import { releasePath } from '../frame/addresses.ts';
import { NotYours } from '../frame/not-yours.tsx';
import { LONGEST_FIGURE, RUNS, USUAL_REHEARSAL, type RehearsalTyped } from './rehearsal-wish.ts';

export function rehearsalPath(id: string): string {
  return `${releasePath(id, 'plan')}/rehearsal`;
}

type RehearsalFormParts = {
  readonly id: string;
  readonly operator: Operator | null;
  /** What was typed before; left out: the usual. */
  readonly typed?: RehearsalTyped | undefined;
};

const FIELDS = [
  ['people', 'People a day', ''],
  ['errors', 'Requests that fail anyway', 'A share, such as 0.1%.'],
  ['failing', 'Answers that the feature makes fail', 'A share, such as 5%. Empty: none.'],
  ['outage', 'How long the service behind it is down', 'Such as 90m or 2h. Empty: never.'],
  ['seed', 'Seed', 'The same seed gives the same runs.'],
] as const;

/** Starts a rehearsal of the plan as it is loaded. */
export function RehearsalForm({ id, operator, typed = USUAL_REHEARSAL }: RehearsalFormParts) {
  if (!operator || roleFor(operator.roles, 'rehearse') === null) {
    return <NotYours what="Rehearsing a plan" action="rehearse" />;
  }
  return (
    <form class="form" method="post" action={rehearsalPath(id)}>
      <div class="fields rehearsal-fields">
        {FIELDS.map(([name, label, hint]) => (
          <div class="field">
            <label for={`rehearsal-${name}`}>{label}</label>
            <input
              id={`rehearsal-${name}`}
              name={name}
              type="text"
              maxLength={LONGEST_FIGURE}
              autocomplete="off"
              value={typed[name]}
              aria-describedby={hint === '' ? undefined : `rehearsal-${name}-hint`}
            />
            {hint !== '' && (
              <span class="quiet" id={`rehearsal-${name}-hint`}>
                {hint}
              </span>
            )}
          </div>
        ))}
        <RunsField chosen={typed.runs} />
      </div>
      <button class="button" type="submit">
        Rehearse this plan
      </button>
      <p class="quiet form__effect">
        Nothing is opened and no Veteran sees anything. It takes a minute at most.
      </p>
    </form>
  );
}

function RunsField({ chosen }: { readonly chosen: string }) {
  return (
    <div class="field">
      <label for="rehearsal-runs">Number of runs</label>
      <select id="rehearsal-runs" name="runs" aria-describedby="rehearsal-runs-hint">
        {RUNS.map((runs) => (
          <option value={String(runs)} selected={String(runs) === chosen}>
            {runs}
          </option>
        ))}
      </select>
      <span class="quiet" id="rehearsal-runs-hint">
        More runs, narrower estimates.
      </span>
    </div>
  );
}
