import { LONGEST_CONDITION, type ReleaseStatus } from '../../release/index.ts';
import { OPERATOR_ROLES } from '../../roles/index.ts';
import { releasePath } from '../frame/addresses.ts';
import { typedValue, type FormFrame } from '../forms/step-form.tsx';
import { CONDITION_ROWS } from './condition-rows.ts';
import { DisclosedForm } from '../forms/disclosed-form.tsx';
import { ownerInWords, rolesInWords } from '../frame/owned.ts';

type DecidingParts = { readonly forms: FormFrame; readonly release: ReleaseStatus };

/** The four decisions, for the roles that sign. */
export function Deciding({ forms, release }: DecidingParts) {
  if (release.phase === 'fully-on' || release.phase === 'closed') return null;
  return (
    <section class="actions" aria-labelledby="decide">
      <h2 id="decide">Decide</h2>
      {isBeforePhaseOne(release) ? (
        <p>
          The decision is on the results of Phase I.{' '}
          <a href={releasePath(release.id)}>Start Phase I</a> first.
        </p>
      ) : (
        <Decisions forms={forms} release={release} />
      )}
    </section>
  );
}

function isBeforePhaseOne({ phase, phaseOne }: ReleaseStatus): boolean {
  return phase === 'draft' && phaseOne !== 'none';
}

function Decisions({ forms, release }: DecidingParts) {
  const { signers } = release.goNoGo;
  const roles = forms.operator.roles.filter((role) => signers.includes(role));
  if (roles.length === 0) {
    return <p class="quiet">Deciding is for: {rolesInWords(signers)}.</p>;
  }
  return (
    <>
      <DisclosedForm {...forms} {...GO} step="go">
        <SignAs forms={forms} form="go" roles={roles} />
      </DisclosedForm>
      {release.stages.length > 0 && (
        <DisclosedForm {...forms} {...CONDITIONAL} step="go" nth="-conditional">
          <SignAs forms={forms} form="go-conditional" roles={roles} />
          <UpTo forms={forms} release={release} />
          {CONDITION_ROWS.map((row) => (
            <ConditionFields key={row} row={row} forms={forms} />
          ))}
        </DisclosedForm>
      )}
      <DisclosedForm {...forms} {...PAUSE} step="pause">
        <SignAs forms={forms} form="pause" roles={roles} />
      </DisclosedForm>
      <DisclosedForm {...forms} {...NO_GO} step="no-go">
        <SignAs forms={forms} form="no-go" roles={roles} />
      </DisclosedForm>
    </>
  );
}

const GO = {
  summary: 'Go',
  label: 'Sign go',
  reason: 'optional',
  effect:
    'Your name and role go into the record, with the evidence below. This opens nothing by itself. It needs a reason until the planned testers have been seen.',
} as const;

const CONDITIONAL = {
  summary: 'Conditional go',
  label: 'Sign conditional go',
  reason: 'optional',
  effect:
    'Stages open up to the one you choose; the next stays shut until each condition is closed by name. For more than three, sign again with the others. Without a condition, give what has to be closed as the reason.',
} as const;

const PAUSE = {
  summary: 'Pause',
  label: 'Sign pause',
  reason: 'required',
  look: 'secondary',
  effect: 'Not now: a go that was signed no longer counts. The next go ends the pause.',
} as const;

const NO_GO = {
  summary: 'No-go',
  label: 'Sign no-go',
  reason: 'required',
  look: 'secondary',
  effect: 'One no blocks: no stage opens until you, or two others, sign a go.',
} as const;

type SignAsParts = Pick<DecidingParts, 'forms'> & {
  readonly form: string;
  readonly roles: readonly string[];
};

/** Asked only of people with several roles that sign. */
function SignAs({ forms, form, roles }: SignAsParts) {
  const [only] = roles;
  if (roles.length === 1) return <input type="hidden" name="role" value={only} />;
  const id = `${form}-role`;
  return (
    <div class="field">
      <label for={id}>Sign as</label>
      <select id={id} name="role">
        {roles.map((role) => (
          <option key={role} value={role} selected={role === typedValue(forms, form, 'role')}>
            {ownerInWords(role)}
          </option>
        ))}
      </select>
    </div>
  );
}

function UpTo({ forms, release }: DecidingParts) {
  const typed = typedValue(forms, 'go-conditional', 'upTo');
  return (
    <div class="field">
      <label for="go-up-to">Up to and including</label>
      <select id="go-up-to" name="upTo" required>
        {release.stages.map(({ letter, percentage }) => (
          <option key={letter} value={letter} selected={letter === typed}>
            Stage {letter} ({percentage}%)
          </option>
        ))}
      </select>
    </div>
  );
}

type ConditionFieldsParts = { readonly row: number; readonly forms: FormFrame };

function ConditionFields({ row, forms }: ConditionFieldsParts) {
  const [text, owner] = [`condition-${row}`, `owner-${row}`];
  const typedOwner = typedValue(forms, 'go-conditional', owner);
  return (
    <fieldset class="room-condition">
      <legend>Condition {row} (optional)</legend>
      <div class="field">
        <label for={`go-${text}`}>What has to be closed</label>
        <input
          id={`go-${text}`}
          name={text}
          type="text"
          maxLength={LONGEST_CONDITION}
          autocomplete="off"
          value={typedValue(forms, 'go-conditional', text)}
        />
      </div>
      <div class="field">
        <label for={`go-${owner}`}>Closed by</label>
        <select id={`go-${owner}`} name={owner}>
          <option value="">Choose a role</option>
          {OPERATOR_ROLES.map((role) => (
            <option key={role} value={role} selected={role === typedOwner}>
              {ownerInWords(role)}
            </option>
          ))}
        </select>
      </div>
    </fieldset>
  );
}
