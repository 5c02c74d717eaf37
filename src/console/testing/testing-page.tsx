import { TASK_OUTCOMES, type ReleaseStatus, type TestingStatus } from '../../release/index.ts';
import { releasePath } from '../frame/addresses.ts';
import { releaseDocument } from '../frame/release-document.tsx';
import type { StepPageView } from '../forms/step-page.ts';
import { Bugs } from './bugs.tsx';
import { Participants } from './participants.tsx';
import { Sessions } from './sessions.tsx';
import type { TestingFrame } from './testing-form.tsx';

/** Moderated production testing: what is missing, who is let in until when, and what was found. */
export function renderTesting(view: StepPageView): string {
  const { release, operator, formKey, typed, notice } = view;
  const frame: TestingFrame = { release, operator, formKey, notice, ...(typed && { typed }) };
  const { testing } = release;
  const isOpen = release.phase !== 'closed' && hasTesting(release);
  const isEnrolling = isOpen && ENROLLING.has(release.phase);
  const isOver = release.phase !== 'draft' && release.phase !== 'testing';
  return releaseDocument({
    ...view,
    page: 'testing',
    children: (
      <>
        <Missing release={release} />
        <section aria-labelledby="found">
          <h2 id="found">{isOver ? 'Phase I is over' : 'Phase I so far'}</h2>
          {summaryOf(testing, isOver).map((sentence) => (
            <p>{sentence}</p>
          ))}
        </section>
        <Sessions frame={frame} sessions={testing.sessions} isOpen={isOpen && !isOver} />
        <Participants {...{ frame, testing, isOpen, isEnrolling, isOver }} />
        <Bugs frame={frame} bugs={testing.bugs} isOpen={isOpen} />
      </>
    ),
  });
}

/** While the page can be opened for testers alone, or is about to be. */
const ENROLLING: ReadonlySet<ReleaseStatus['phase']> = new Set(['draft', 'testing', 'rollout']);

function hasTesting({ results }: ReleaseStatus): boolean {
  return results.some(({ place }) => place === 'testing');
}

function Missing({ release }: { readonly release: ReleaseStatus }) {
  const { testing, phase, id } = release;
  if (testing.missing.length === 0 && hasTesting(release) && phase !== 'draft') return null;
  return (
    <section aria-labelledby="missing">
      <h2 id="missing">What is missing</h2>
      {!hasTesting(release) && <p>The plan has no moderated testing phase.</p>}
      {phase === 'draft' && (
        <p>
          Phase I has not started. <a href={releasePath(id)}>Start it on Now</a>.
        </p>
      )}
      {testing.missing.length === 0 ? (
        <p>Nothing is missing.</p>
      ) : (
        <ul>
          {testing.missing.map((sentence) => (
            <li>{sentence}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** True with nobody, one and many: where nobody was seen, nothing is given as found. */
function summaryOf(testing: TestingStatus, isOver: boolean): readonly string[] {
  return [seenInWords(testing, isOver), tasksInWords(testing), bugsInWords(testing)];
}

function seenInWords({ planned, seen }: TestingStatus, isOver: boolean): string {
  const ofPlanned =
    planned === null ? 'the plan does not say how many are planned' : `${planned} planned`;
  if (seen === 0) {
    return `No tester ${isOver ? 'was seen' : 'has been seen yet'}; ${ofPlanned}.`;
  }
  return `${seen === 1 ? '1 tester was' : `${seen} testers were`} seen using it; ${ofPlanned}.`;
}

function tasksInWords({ participants }: TestingStatus): string {
  const results = participants.flatMap(({ tasks }) => tasks);
  if (results.length === 0) return 'No task has a result.';
  const [done = 0, withHelp = 0, notDone = 0] = TASK_OUTCOMES.map(
    (outcome) => results.filter((result) => result.outcome === outcome).length,
  );
  return `Tasks: ${done} done, ${withHelp} done with help, ${notDone} not done.`;
}

function bugsInWords({ bugs, seen }: TestingStatus): string {
  if (bugs.length === 0) {
    return seen === 0 ? 'Nobody has looked for bugs.' : 'No bug was recorded.';
  }
  const fixed = bugs.filter((bug) => bug.fixed).length;
  return `Bugs identified / fixed: ${bugs.length}/${fixed}.`;
}
