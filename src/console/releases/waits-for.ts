import type { Operator } from '../../identity/index.ts';
import type { ReleaseStatus } from '../../release/index.ts';
import { roleFor } from '../../roles/index.ts';
import { releasePath, type ReleasePage } from '../frame/addresses.ts';
import { isTheirs } from '../frame/owned.ts';

/** Something that waits for a person. */
export type Waiting = {
  readonly sentence: string;
  /** The address at which it is done. */
  readonly href: string;
};

/** What a release waits for from this person, the most urgent first; empty: nothing. */
export function waitsFor(release: ReleaseStatus, { roles }: Operator): readonly Waiting[] {
  const carries = roleFor(roles, 'advance') !== null;
  const at = (page: ReleasePage, place: string) => (sentence: string) => ({
    sentence,
    href: `${releasePath(release.id, page)}#${place}`,
  });
  return [
    ...(carries ? dueCheckIns(release) : []).map(at('now', 'check-ins')),
    ...questionsFor(release, roles).map(at('now', 'questions')),
    ...openFor('item', release, roles).map(at('go-no-go', 'items')),
    ...openFor('condition', release, roles).map(at('go-no-go', 'conditions')),
    ...signatureOf(release, roles).map(at('go-no-go', 'decide')),
    ...(carries ? decisionsIn(release) : []).map(at('now', 'actions')),
    ...(carries ? endInOrder(release) : []).map(at('now', 'end')),
    ...(roleFor(roles, 'record-task') === null ? [] : testingToDo(release)).map(
      at('testing', 'participants'),
    ),
    ...(roleFor(roles, 'enter-calls') === null ? [] : callsToEnter(release)).map(
      at('results', 'calls'),
    ),
    ...(carries ? openResults(release) : []).map(at('results', 'known')),
  ];
}

function questionsFor(
  { phase, questions }: ReleaseStatus,
  roles: Operator['roles'],
): readonly string[] {
  if (!ASKING.has(phase)) return [];
  const open = questions.filter(
    ({ answer, owner }) => answer === null && isTheirs(owner, { roles }),
  );
  return asked(open.length, ['Answer', 'question', '.']);
}

const ASKING: ReadonlySet<ReleaseStatus['phase']> = new Set(['testing', 'rollout', 'rolled-back']);

function asked(
  count: number,
  [does, what, end]: readonly [string, string, string],
): readonly string[] {
  return count === 0 ? [] : [`${does} ${count} ${what}${count === 1 ? '' : 's'}${end}`];
}

/** Items that are open or not good keep a go from being signed, and conditions the next stage shut. */
function openFor(
  kind: keyof typeof OPEN,
  { phase, goNoGo }: ReleaseStatus,
  roles: Operator['roles'],
): readonly string[] {
  if (!ASKING.has(phase)) return [];
  const theirs = goNoGo.open.filter((one) => one.kind === kind && isTheirs(one.owner, { roles }));
  return asked(theirs.length, OPEN[kind]);
}

const OPEN = {
  item: ['Answer', 'item', ' of the go/no-go.'],
  condition: ['Close', 'condition', ' of the go.'],
} as const;

/** Of those who sign: each that is awaited, or anybody of them once nothing that is open keeps a go from being signed. */
function signatureOf(release: ReleaseStatus, roles: Operator['roles']): readonly string[] {
  const { decision, signers, awaiting } = release.goNoGo;
  if (decision === 'awaiting') {
    const isAwaited = roles.some((role) => awaiting.includes(role.replaceAll('-', ' ')));
    return isAwaited ? ['Sign the go/no-go: your signature is awaited.'] : [];
  }
  const isSigner = roles.some((role) => signers.includes(role));
  return isSigner && wantsGo(release) ? ['Sign the go/no-go.'] : [];
}

function wantsGo({ state, goNoGo: { decision, open } }: ReleaseStatus): boolean {
  // It has ended, and its conditions are closed.
  if (decision === 'conditional-go') return state.kind === 'waiting-for-go' && open.length === 0;
  const isUndecided = UNDECIDED.has(decision);
  return isUndecided && WANTS_GO.has(state.kind) && open.every(({ kind }) => kind === 'condition');
}

const UNDECIDED: ReadonlySet<ReleaseStatus['goNoGo']['decision']> = new Set([
  'undecided',
  'void',
  'pause',
]);

const WANTS_GO: ReadonlySet<ReleaseStatus['state']['kind']> = new Set([
  'in-testing',
  'waiting-for-go',
  'rolled-back',
]);

function decisionsIn({ state, held, hold, phase, ...release }: ReleaseStatus): readonly string[] {
  if (held) return hold?.waitsForPerson === true ? ['Look at the hold, then resume.'] : [];
  switch (state.kind) {
    case 'draft':
      return ['Start Phase I.'];
    case 'in-testing':
      return release.goSigned ? ['Open the first stage: the go is signed.'] : [];
    case 'open':
      return phase === 'rollout' && release.missing.length === 0 && release.questions.every(isYes)
        ? ['Advance: nothing is missing.']
        : [];
    default:
      return [];
  }
}

const isYes = ({ answer }: ReleaseStatus['questions'][number]) => answer?.yes === true;

/** Of what is over: of the open stage they are due when it may end. A check-in that is due asks for its own. */
function openResults({ results, stage, phase, checkIns }: ReleaseStatus): readonly string[] {
  if (phase === 'closed') return [];
  const open = phase === 'testing' ? 'testing' : stage?.letter;
  const due = checkIns.filter(({ state }) => state === 'due').map(({ checkIn }): string => checkIn);
  const places = results
    .filter(({ place }) => !due.includes(place))
    .filter(({ place, notYet, waived }) => notYet === null && waived === null && place !== open)
    .filter(({ entered }) => entered.some(({ said }) => said === null))
    .map(({ label }) => label);
  return places.length === 0 ? [] : [`Enter what only people know: ${places.join(', ')}.`];
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

function dueCheckIns({ phase, checkIns }: ReleaseStatus): readonly string[] {
  const isOut = phase === 'rollout' || phase === 'fully-on';
  const due = isOut ? checkIns.filter(({ state }) => state === 'due').length : 0;
  return asked(due, ['Answer', 'check-in', '.']);
}

/** Once nothing else is left. */
function endInOrder({ phase, held, checkIns }: ReleaseStatus): readonly string[] {
  const isDone = checkIns.every(({ state }) => state === 'answered' || state === 'waived');
  return phase === 'fully-on' && !held && isDone
    ? ['Remove the flag, then close the release.']
    : [];
}
