import type { Operator } from '../../identity/index.ts';
import type { ReleaseStatus } from '../../release/index.ts';
import { roleFor } from '../../roles/index.ts';

/** What a release waits for from this person, a sentence each; empty: nothing. */
export function waitsFor(release: ReleaseStatus, { roles }: Operator): readonly string[] {
  const carries = roleFor(roles, 'advance') !== null;
  return [
    ...questionsFor(release, roles),
    ...(carries ? decisionsIn(release) : []),
    ...(carries ? [...openResults(release), ...dueCheckIns(release)] : []),
    ...(roleFor(roles, 'record-task') === null ? [] : testingToDo(release)),
    ...(roleFor(roles, 'enter-calls') === null ? [] : callsToEnter(release)),
  ];
}

function questionsFor(
  { phase, questions }: ReleaseStatus,
  roles: Operator['roles'],
): readonly string[] {
  if (!ASKING.has(phase)) return [];
  const open = questions.filter(
    ({ answer, owner }) =>
      answer === null && (owner === null || roles.some((role) => role === owner)),
  );
  if (open.length === 0) return [];
  return [open.length === 1 ? 'Answer 1 question.' : `Answer ${open.length} questions.`];
}

const ASKING: ReadonlySet<ReleaseStatus['phase']> = new Set(['testing', 'rollout', 'rolled-back']);

function decisionsIn({ state, hold, phase, questions, missing }: ReleaseStatus): readonly string[] {
  switch (state.kind) {
    case 'draft':
      return ['Start Phase I.'];
    case 'on-hold':
      return hold?.waitsForPerson === true ? ['Look at the hold, then resume.'] : [];
    case 'in-testing':
    case 'waiting-for-go':
    case 'rolled-back':
      return questions.some(({ answer }) => answer === null) ? [] : ['Sign the go/no-go.'];
    case 'open':
      return phase === 'rollout' && missing.length === 0 && questions.every(isYes)
        ? ['Advance: nothing is missing.']
        : [];
    default:
      return [];
  }
}

const isYes = ({ answer }: ReleaseStatus['questions'][number]) => answer?.yes === true;

/** Of what is over: of the open stage they are due when it may end. */
function openResults({ results, stage, phase }: ReleaseStatus): readonly string[] {
  const open = phase === 'testing' ? 'testing' : stage?.letter;
  return results
    .filter(({ place, notYet }) => notYet === null && place !== open && phase !== 'closed')
    .filter(({ entered }) => entered.some(({ said }) => said === null))
    .map(({ label }) => `Enter what only people know: ${label}.`);
}

/** Before a session its participants are enrolled; after it their tasks are written down. */
function testingToDo({ testing, phase }: ReleaseStatus): readonly string[] {
  if (phase === 'closed') return [];
  const { sessions, participants } = testing;
  const toDo = sessions.flatMap(({ number, state, tasks, participants: codes }) =>
    participants
      .filter(({ code }) => codes.includes(code))
      .flatMap(({ code, access, tasks: results }) => {
        const recorded = results.filter(({ session }) => session === number).length;
        if (state === 'over')
          return recorded < tasks.length ? [`Record the tasks of ${code}.`] : [];
        return state !== 'canceled' && access === 'not-enrolled' ? [`Enroll ${code}.`] : [];
      }),
  );
  return [...new Set(toDo)];
}

function callsToEnter({ phase, calls }: ReleaseStatus): readonly string[] {
  const isOut = phase === 'rollout' || phase === 'fully-on';
  return isOut && calls.length === 0 ? ['Enter the calls of a day.'] : [];
}

function dueCheckIns({ state, checkIns }: ReleaseStatus): readonly string[] {
  if (state.kind === 'fully-on' && checkIns.every((one) => one.state !== 'open'))
    return ['Remove the flag, then close the release.'];
  return state.kind === 'check-ins-due' ? ['Answer the check-in that is due.'] : [];
}
