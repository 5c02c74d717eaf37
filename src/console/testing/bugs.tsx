import { BUG_SEVERITIES, type TestingStatus } from '../../release/index.ts';
import { Field, Select, TestingForm, type TestingFrame } from './testing-form.tsx';

type BugStatus = TestingStatus['bugs'][number];

type BugsParts = {
  readonly frame: TestingFrame;
  readonly bugs: readonly BugStatus[];
  readonly isOpen: boolean;
};

export function Bugs({ frame, bugs, isOpen }: BugsParts) {
  return (
    <section aria-labelledby="bugs">
      <h2 id="bugs">Bugs</h2>
      {bugs.length === 0 && <p>No bug has been recorded.</p>}
      {bugs.map((bug) => (
        <article class="testing__card" aria-labelledby={`bug-${bug.number}`}>
          <h3 id={`bug-${bug.number}`}>
            Bug {bug.number}{' '}
            <span class="testing__state">
              {labelOf(bug.severity)}, {bug.fixed ? 'fixed' : 'open'}
            </span>
          </h3>
          <p>
            <a class="testing__link" href={bug.ticket} rel="noopener noreferrer">
              {bug.ticket}
            </a>
          </p>
          {isOpen && <RecordBug frame={frame} bug={bug} />}
        </article>
      ))}
      {isOpen && <RecordBug frame={frame} />}
    </section>
  );
}

const SEVERITIES = BUG_SEVERITIES.map((severity) => [severity, labelOf(severity)] as const);

function labelOf(severity: string): string {
  return `${severity.slice(0, 1).toUpperCase()}${severity.slice(1)}`;
}

/** A new bug, or what became of one. */
function RecordBug({ frame, bug }: Pick<BugsParts, 'frame'> & { readonly bug?: BugStatus }) {
  const nth = bug ? `-${bug.number}` : '';
  return (
    <TestingForm
      frame={frame}
      step="record-bug"
      nth={nth}
      summary={bug ? `Change Bug ${bug.number}` : 'Record a bug'}
      label={bug ? `Save Bug ${bug.number}` : 'Save the bug'}
      effect="Bugs identified and fixed are counted in the report."
      fields={(valueOf) => (
        <>
          {bug && <input type="hidden" name="bug" value={bug.number} />}
          <div class="fields">
            <Select
              {...{ id: `severity${nth}`, name: 'severity', label: 'Severity' }}
              value={valueOf('severity', bug?.severity ?? 'medium')}
              options={SEVERITIES}
            />
            <Select
              {...{ id: `fixed${nth}`, name: 'fixed', label: 'Fixed' }}
              value={valueOf('fixed', bug?.fixed ? 'yes' : 'no')}
              options={[
                ['no', 'No'],
                ['yes', 'Yes'],
              ]}
            />
          </div>
          <Field
            {...{ id: `ticket${nth}`, name: 'ticket', label: 'Link to the ticket' }}
            {...{
              value: valueOf('ticket', bug?.ticket),
              type: 'url',
              required: true,
              longest: 300,
            }}
          />
        </>
      )}
    />
  );
}
