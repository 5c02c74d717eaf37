import {
  clockInEasternTime,
  dayInEasternWords,
  localEasternTime,
  timeInEasternTime,
} from '../../lib/eastern-time.ts';
import type { SessionStatus } from '../../release/index.ts';
import { Field, TestingForm, type TestingFrame, type FieldValueOf } from './testing-form.tsx';

type SessionsParts = {
  readonly frame: TestingFrame;
  readonly sessions: readonly SessionStatus[];
  readonly isOpen: boolean;
};

export function Sessions({ frame, sessions, isOpen }: SessionsParts) {
  return (
    <section aria-labelledby="sessions">
      <h2 id="sessions">Sessions</h2>
      {sessions.length === 0 && <p>No session {isOpen ? 'is planned yet' : 'was planned'}.</p>}
      {sessions.map((session) => (
        <Session session={session} frame={frame} isOpen={isOpen} />
      ))}
      {isOpen && <PlanSession frame={frame} />}
    </section>
  );
}

type SessionParts = Omit<SessionsParts, 'sessions'> & { readonly session: SessionStatus };

function Session({ session, frame, isOpen }: SessionParts) {
  const { number, state, startsAt, endsAt, moderator, participants, tasks } = session;
  const id = `session-${number}`;
  return (
    <article class="testing__card" aria-labelledby={id}>
      <h3 id={id}>
        Session {number} <span class="testing__state">{STATES[state]}</span>
      </h3>
      <p>
        <time dateTime={startsAt}>{timeInEasternTime(startsAt)}</time> to{' '}
        <time dateTime={endsAt}>{endInWords(session)}</time>
      </p>
      <p>
        {participants.join(', ')}, led by {moderator}. {withInWords(session)}
      </p>
      {tasks.length === 0 ? (
        <p>It has no tasks yet.</p>
      ) : (
        <ol>
          {tasks.map((task) => (
            <li>{task}</li>
          ))}
        </ol>
      )}
      {isOpen && state !== 'canceled' && (
        <>
          <PlanSession frame={frame} session={session} />
          {state !== 'over' && <CancelSession frame={frame} number={number} />}
        </>
      )}
    </article>
  );
}

const STATES: Readonly<Record<SessionStatus['state'], string>> = {
  planned: 'Planned',
  running: 'Now',
  over: 'Over',
  canceled: 'Canceled',
};

/** On the day on which it starts, the hour is enough. */
function endInWords({ startsAt, endsAt }: SessionStatus): string {
  const isSameDay = dayInEasternWords(startsAt) === dayInEasternWords(endsAt);
  return isSameDay ? clockInEasternTime(endsAt) : timeInEasternTime(endsAt);
}

function withInWords({ device, assistiveTechnology }: SessionStatus): string {
  const things = [
    device !== null && `Device: ${device}.`,
    assistiveTechnology !== null && `Assistive technology: ${assistiveTechnology}.`,
  ];
  return things.filter((one) => one !== false).join(' ');
}

function CancelSession({ frame, number }: Pick<SessionsParts, 'frame'> & { number: number }) {
  return (
    <TestingForm
      frame={frame}
      step="cancel-session"
      nth={`-${number}`}
      summary={`Cancel Session ${number}`}
      label={`Cancel Session ${number}`}
      look="secondary"
      effect="Participants who were let in until this session ends lose access, unless they have another session."
      fields={() => <input type="hidden" name="session" value={number} />}
    />
  );
}

type PlanParts = Pick<SessionsParts, 'frame'> & { readonly session?: SessionStatus };

/** A new session, or one that is changed. */
function PlanSession({ frame, session }: PlanParts) {
  const nth = session ? `-${session.number}` : '';
  const words = session ? `Change Session ${session.number}` : 'Plan a session';
  return (
    <TestingForm
      frame={frame}
      step="plan-session"
      nth={nth}
      summary={words}
      label={session ? `Save Session ${session.number}` : 'Save the session'}
      effect="Participants whose access ends with the session are closed out when it ends, by the clock."
      fields={(valueOf) => (
        <>
          {session && <input type="hidden" name="session" value={session.number} />}
          <SessionFields id={`session${nth}`} valueOf={valueOf} session={session} />
        </>
      )}
    />
  );
}

type SessionFieldsParts = {
  readonly id: string;
  readonly valueOf: FieldValueOf;
  readonly session: SessionStatus | undefined;
};

function SessionFields({ id, valueOf, session }: SessionFieldsParts) {
  const field = (name: string, label: string, otherwise: string | null = '') => ({
    ...{ id: `${id}-${name}`, name, label },
    value: valueOf(name, otherwise ?? ''),
  });
  const local = (iso: string | undefined) => (iso ? localEasternTime(new Date(iso)) : '');
  const { startsAt, endsAt, moderator, participants, device, assistiveTechnology } = session ?? {};
  const time = { type: 'datetime-local', required: true } as const;
  return (
    <>
      <div class="fields">
        <Field {...field('startsAt', 'Starts (Eastern Time)', local(startsAt))} {...time} />
        <Field {...field('endsAt', 'Ends (Eastern Time)', local(endsAt))} {...time} />
      </div>
      <div class="fields">
        <Field {...field('moderator', 'Who leads it', moderator)} required longest={100} />
        <Field
          {...field('participants', 'Participants, by code', participants?.join(', '))}
          hint="P1, P2 and so on, never names"
          required
          longest={100}
        />
      </div>
      <div class="fields">
        <Field {...field('device', 'Device (optional)', device)} longest={500} />
        <Field
          {...field('assistiveTechnology', 'Assistive technology (optional)', assistiveTechnology)}
          longest={500}
        />
      </div>
      <Tasks id={`${id}-tasks`} value={valueOf('tasks', session?.tasks.join('\n'))} />
    </>
  );
}

function Tasks({ id, value }: { readonly id: string; readonly value: string }) {
  return (
    <div class="field">
      <label for={id}>Tasks, one a line, in order</label>
      <textarea id={id} name="tasks" rows={4} maxLength={10_000}>
        {value}
      </textarea>
    </div>
  );
}
