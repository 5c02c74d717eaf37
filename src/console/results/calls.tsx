import { CALL_REASONS, type CallsStatus, type ReleaseStatus } from '../../release/index.ts';
import { dayInWords } from '../../lib/eastern-time.ts';
import { inFigures } from '../../lib/figures.ts';
import { FigureTable } from '../charts/figure-table.tsx';
import { DisclosedForm } from '../forms/disclosed-form.tsx';
import { typedValue, type FormFrame } from '../forms/step-form.tsx';
import { CallsChart } from './calls-chart.tsx';

type CallsParts = {
  readonly forms: FormFrame;
  readonly calls: readonly CallsStatus[];
  readonly phase: ReleaseStatus['phase'];
  readonly today: string;
};

/** What the contact center hears, by day and reason; a stop holds the release. */
export function Calls({ forms, calls, phase, today }: CallsParts) {
  return (
    <section aria-labelledby="calls">
      <h2 id="calls">Calls to the contact center</h2>
      {calls.length === 0 ? (
        <p>
          No day {phase === 'closed' ? 'was entered' : 'has been entered yet'}, so nothing can be
          said about calls.
        </p>
      ) : (
        <>
          <CallsChart calls={calls} />
          <CallsTable calls={calls} />
        </>
      )}
      {phase !== 'draft' && phase !== 'closed' && <EnterCalls forms={forms} today={today} />}
    </section>
  );
}

const LABELS: Readonly<Record<(typeof CALL_REASONS)[number], string>> = {
  confused: 'Confused',
  'wrong contact': 'Wrong contact shown',
  'cannot change': 'Can’t change a contact',
  other: 'Other',
};

function CallsTable({ calls }: Pick<CallsParts, 'calls'>) {
  return (
    <FigureTable
      caption="Calls by day; a day that is not here was not entered"
      columns={['Day', 'Open then', ...CALL_REASONS.map((reason) => LABELS[reason]), 'All']}
      rows={calls
        .toReversed()
        .map((one) => [
          dayAndStop(one),
          one.during ?? 'Nothing',
          ...CALL_REASONS.map((reason) => inFigures(one.counts[reason])),
          inFigures(one.total),
        ])}
    />
  );
}

function dayAndStop({ day, stop, why }: CallsStatus): string {
  return stop ? `${dayInWords(day)}, stop: ${why ?? 'no reason given'}` : dayInWords(day);
}

function EnterCalls({ forms, today }: Pick<CallsParts, 'forms' | 'today'>) {
  const typed = (name: string) => typedValue(forms, 'enter-calls', name);
  return (
    <DisclosedForm
      {...forms}
      step="enter-calls"
      summary="Enter the calls of a day"
      label="Save the calls"
      effect="Entered again, the later count of a day takes the place of the earlier one. A stop needs a reason, holds the release and alerts the people on call."
      reason="optional"
    >
      <div class="fields">
        <div class="field">
          <label for="calls-day">Day</label>
          <input
            {...{ id: 'calls-day', name: 'day', type: 'date', max: today, required: true }}
            value={typed('day') || today}
          />
        </div>
        {CALL_REASONS.map((reason) => (
          <CallCount key={reason} reason={reason} value={typed(reason)} />
        ))}
      </div>
      <label class="choice">
        <input type="checkbox" name="stop" value="yes" checked={typed('stop') === 'yes'} /> Stop:
        this must not go on
      </label>
    </DisclosedForm>
  );
}

type CallCountParts = { readonly reason: (typeof CALL_REASONS)[number]; readonly value: string };

function CallCount({ reason, value }: CallCountParts) {
  const id = `calls-${reason.replace(' ', '-')}`;
  return (
    <div class="field">
      <label for={id}>{LABELS[reason]}</label>
      <input
        {...{ id, name: reason, value, min: '0', max: '100000', step: '1', required: true }}
        type="number"
        inputMode="numeric"
      />
    </div>
  );
}
