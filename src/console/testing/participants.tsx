import { timeInEasternTime } from '../../lib/eastern-time.ts';
import {
  TASK_OUTCOMES,
  type ParticipantStatus,
  type SessionStatus,
  type TestingStatus,
} from '../../release/index.ts';
import { TableHead } from '../frame/table-head.tsx';
import { Enroll, RemoveTester } from './enroll.tsx';
import { Field, Select, TestingForm, type TestingFrame } from './testing-form.tsx';

type ParticipantsParts = {
  readonly frame: TestingFrame;
  readonly testing: TestingStatus;
  readonly isOpen: boolean;
  readonly isEnrolling: boolean;
  readonly isOver: boolean;
};

export function Participants(parts: ParticipantsParts) {
  const { frame, testing, isOpen, isEnrolling, isOver } = parts;
  const { participants, sessions } = testing;
  return (
    <section aria-labelledby="participants">
      <h2 id="participants">Participants</h2>
      {participants.length === 0 && (
        <p>Nobody {isOver ? 'was planned or enrolled' : 'is planned or enrolled yet'}.</p>
      )}
      {participants.map((one) => (
        <Participant participant={one} sessions={sessions} frame={frame} isOpen={isOpen} />
      ))}
      {isEnrolling && <Enroll frame={frame} participants={participants} />}
      {isEnrolling && participants.some(({ access }) => access !== 'not-enrolled') && (
        <RemoveTester frame={frame} />
      )}
    </section>
  );
}

type ParticipantParts = {
  readonly participant: ParticipantStatus;
  readonly sessions: readonly SessionStatus[];
  readonly frame: TestingFrame;
  readonly isOpen: boolean;
};

function Participant({ participant, sessions, frame, isOpen }: ParticipantParts) {
  const { code, requests, tasks } = participant;
  const script = scriptOf(code, sessions);
  return (
    <article class="testing__card" aria-labelledby={`participant-${code}`}>
      <h3 id={`participant-${code}`}>{code}</h3>
      <p>{accessInWords(participant)}</p>
      <p>{proofInWords(participant)}</p>
      {tasks.length > 0 && <TaskResults participant={participant} sessions={sessions} />}
      {requests.length > 0 && <Requests code={code} requests={requests} />}
      {isOpen && script.length > 0 && <RecordTask frame={frame} code={code} script={script} />}
    </article>
  );
}

function accessInWords({ access, endsAt }: ParticipantStatus): string {
  const end = endsAt === null ? 'until they are removed or Phase I ends' : endInWords(endsAt);
  switch (access) {
    case 'not-enrolled':
      return 'Not enrolled: the page is closed for them. Enroll them below.';
    case 'invited':
      return `Invited: the page opens for them at their first sign-in, ${end}.`;
    case 'open':
      return `Enrolled: the page is open for them ${end}.`;
    case 'ended':
      return `Access ended${endsAt === null ? '' : ` at ${timeInEasternTime(endsAt)}`}.`;
  }
}

const endInWords = (endsAt: string) => `until ${timeInEasternTime(endsAt)}`;

function proofInWords({ proof, access }: ParticipantStatus): string {
  if (proof) return `Seen at ${timeInEasternTime(proof.at)}, page ${proof.status}.`;
  if (access === 'ended') return 'They were not seen.';
  return access === 'open' ? 'Not seen yet: ask them to open the page.' : 'Not seen yet.';
}

type OfCode = Pick<ParticipantStatus, 'code' | 'requests'>;

/** What they were answered; nothing of its content. */
function Requests({ code, requests }: OfCode) {
  return (
    <details id={`requests-${code}`}>
      <summary>
        {requests.length === 1 ? '1 request' : `${requests.length} requests`} of {code}
      </summary>
      <table class="table table--stacked" role="table">
        <caption class="visually-hidden">Requests of {code}, the oldest first</caption>
        <TableHead columns={['When', 'Route', 'Status', 'Duration', 'Trace']} />
        <tbody role="rowgroup">
          {requests.map(({ at, endpoint, status, durationMs, traceId }) => (
            <tr role="row">
              <td role="cell" data-label="When">
                <time dateTime={at}>{timeInEasternTime(at, 'seconds')}</time>
              </td>
              <td role="cell" data-label="Route">
                {endpoint}
              </td>
              <td role="cell" data-label="Status">
                {status}
              </td>
              <td role="cell" data-label="Duration">
                {Math.round(durationMs)} ms
              </td>
              <td role="cell" data-label="Trace" class="testing__trace">
                {traceId ?? 'none'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

const OUTCOMES: Readonly<Record<(typeof TASK_OUTCOMES)[number], string>> = {
  done: 'Done',
  'done-with-help': 'Done with help',
  'not-done': 'Not done',
};

type Scripted = Pick<ParticipantParts, 'participant' | 'sessions'>;

function TaskResults({ participant: { tasks }, sessions }: Scripted) {
  return (
    <ul class="testing__tasks">
      {tasks.map(({ session, task, outcome, note, quote }) => (
        <li>
          <strong>{OUTCOMES[outcome]}</strong>: Session {session}, task {task}:{' '}
          {sessions.find(({ number }) => number === session)?.tasks[task - 1]}
          {note !== null && <p>Note: {note}</p>}
          {quote !== null && (
            <blockquote>
              <p>“{quote}”</p>
            </blockquote>
          )}
        </li>
      ))}
    </ul>
  );
}

type Script = readonly (readonly [string, string])[];

/** The tasks of a participant, by session and number. */
function scriptOf(code: string, sessions: readonly SessionStatus[]): Script {
  return sessions
    .filter(({ state, participants }) => state !== 'canceled' && participants.includes(code))
    .flatMap(({ number, tasks }) =>
      tasks.map(
        (task, index) =>
          [`${number}-${index + 1}`, `Session ${number}, task ${index + 1}: ${task}`] as const,
      ),
    );
}

type RecordTaskParts = {
  readonly frame: TestingFrame;
  readonly code: string;
  readonly script: Script;
};

function RecordTask({ frame, code, script }: RecordTaskParts) {
  return (
    <TestingForm
      frame={frame}
      step="record-task"
      nth={`-${code}`}
      summary={`Record a task of ${code}`}
      label={`Save the task of ${code}`}
      effect="Saved again, a result takes the place of the one before; the journal keeps both. Nothing that says who somebody is: no names, addresses or numbers."
      fields={(valueOf) => {
        const field = (name: string, label: string) => ({
          ...{ id: `${name}-${code}`, name, label, value: valueOf(name) },
        });
        return (
          <>
            <input type="hidden" name="participant" value={code} />
            <Select {...field('task', 'Task')} options={script} />
            <Outcome code={code} chosen={valueOf('outcome')} />
            <Field {...field('note', 'Note (optional)')} longest={500} />
            <Field {...field('quote', 'Quote (optional)')} longest={500} />
          </>
        );
      }}
    />
  );
}

function Outcome({ code, chosen }: { readonly code: string; readonly chosen: string }) {
  return (
    <fieldset class="testing__choices">
      <legend>How it went for {code}</legend>
      {TASK_OUTCOMES.map((outcome) => (
        <label class="choice">
          <input
            type="radio"
            name="outcome"
            value={outcome}
            checked={outcome === chosen}
            required
          />{' '}
          {OUTCOMES[outcome]}
        </label>
      ))}
    </fieldset>
  );
}
