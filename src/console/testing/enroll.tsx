import type { ParticipantStatus } from '../../release/index.ts';
import { Field, Select, TestingForm, type TestingFrame } from './testing-form.tsx';

const ENDS = [
  ['session', 'When their session ends'],
  ['time', 'At the time below'],
  ['never', 'When they are removed, or Phase I ends'],
] as const;

type EnrollParts = {
  readonly frame: TestingFrame;
  readonly participants: readonly ParticipantStatus[];
};

/** The address is asked for, and stands nowhere afterwards. */
export function Enroll({ frame, participants }: EnrollParts) {
  const next = participants.find(({ access }) => access === 'not-enrolled')?.code ?? '';
  return (
    <TestingForm
      frame={frame}
      step="enroll-tester"
      summary="Enroll a tester"
      label="Enroll the tester"
      effect="Opens the page for their account alone. Only a keyed hash of the address is kept, so it is never shown again."
      fields={(valueOf) => (
        <>
          <Field
            {...{ id: 'enroll-email', name: 'email', label: 'E-mail address they sign in with' }}
            {...{ value: '', type: 'email', required: true, longest: 254 }}
          />
          <div class="fields">
            <Field
              {...{ id: 'enroll-participant', name: 'participant', label: 'Code, such as P1' }}
              {...{ value: valueOf('participant', next), required: true, longest: 4 }}
            />
            <Select
              {...{ id: 'enroll-ends', name: 'ends', label: 'Access ends' }}
              value={valueOf('ends', 'session')}
              options={ENDS}
            />
            <Field
              {...{ id: 'enroll-endsAt', name: 'endsAt', label: 'Time, if so (Eastern Time)' }}
              {...{ value: valueOf('endsAt'), type: 'datetime-local' }}
            />
          </div>
        </>
      )}
    />
  );
}

export function RemoveTester({ frame }: Pick<EnrollParts, 'frame'>) {
  return (
    <TestingForm
      frame={frame}
      step="remove-tester"
      summary="Remove a tester"
      label="Remove the tester"
      look="secondary"
      effect="Closes the page for them at once. They are found by their address, which is not kept."
      fields={() => (
        <Field
          {...{ id: 'remove-email', name: 'email', label: 'E-mail address they sign in with' }}
          {...{ value: '', type: 'email', required: true, longest: 254 }}
        />
      )}
    />
  );
}
