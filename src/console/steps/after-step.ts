import type { ReleaseStatus } from '../../release/index.ts';
import type { ConsoleNotice } from '../frame/console-document.tsx';

/** What the address says that a step leads to. */
export type AfterStep = {
  /** The step that was taken. */
  readonly done?: unknown;
  /** What was left out of its reason. */
  readonly left?: unknown;
  /** The version that its page showed. */
  readonly seen?: unknown;
};

/** What became of a step, said on the page that it leads to; null where the address names none. */
export function doneNotice(
  release: ReleaseStatus,
  { done, left, seen }: AfterStep,
): ConsoleNotice | null {
  if (typeof left !== 'string') return null;
  const lost = isLost(left) ? LOST[left] : '';
  if (done === undefined || done === 'rollback') {
    const status = release.phase === 'rolled-back' ? 'success' : 'error';
    return { status, sentence: `${rollbackInWords(release, Number(seen))}${lost}` };
  }
  const sentence = isNamed(done) ? DONE[done] : null;
  return sentence === null ? null : { status: 'success', sentence: `${sentence}${lost}` };
}

const DONE = {
  load: 'The example plan is loaded. Start it next; the page says at each step what it waits for.',
  'send-veterans': 'Made-up Veterans are coming.',
  'break-page': 'The contacts page is broken.',
  'mend-page': 'The contacts page is fixed.',
  start: 'Phase I has started.',
  go: 'Your go is signed.',
  'no-go': 'Your no-go is signed.',
  pause: 'Your pause is signed.',
  'answer-item': 'Your answer is saved.',
  'close-condition': 'The condition is closed.',
  hold: 'The release is on hold.',
  resume: 'The release goes on.',
  'step-back': 'The release is back one stage, and on hold.',
  advance: 'The next stage is open.',
  answer: 'Your answer is saved.',
  'check-in': 'The check-in is saved.',
  'plan-session': 'The session is saved.',
  'cancel-session': 'The session is canceled.',
  'enroll-tester': 'The tester is enrolled: the page is open for their account.',
  'invite-tester': 'The tester is invited: the page opens for them at their first sign-in.',
  'remove-tester': 'The tester is removed: the page is closed for them.',
  'record-task': 'The result of the task is saved.',
  'record-bug': 'The bug is saved.',
  'enter-calls': 'The calls are saved.',
  'enter-result': 'The answer is saved.',
  close: 'The release is closed.',
} as const;

function isNamed(done: unknown): done is keyof typeof DONE {
  return typeof done === 'string' && Object.hasOwn(DONE, done);
}

/** A rollback gets through whatever the person saw; what they could not know yet is told with it. */
function rollbackInWords({ phase, history }: ReleaseStatus, seen: number): string {
  if (phase !== 'rolled-back') return ROLLED_BACK_BEFORE;
  const missed = history.filter(
    ({ version, what }) => seen > 0 && version > seen && !OF_ROLLBACK.has(what),
  );
  if (missed.length === 0) return ROLLED_BACK;
  const told = missed.slice(-MOST_TOLD).map(({ what, who }) => `${what} (${who})`);
  return `${ROLLED_BACK} Since this page was shown, this had happened: ${told.join('; ')}.`;
}

/** In entries of the history. */
const MOST_TOLD = 5;
const OF_ROLLBACK: ReadonlySet<string> = new Set(['Rolled back']);
const ROLLED_BACK = 'Rolled back. The feature is closed for everyone.';
const ROLLED_BACK_BEFORE =
  'This form was sent before, and rolled the release back then. The release has been opened again since. To roll it back again, use its button below.';
const LOST = {
  all: ' The form is too long to be read, so no reason was kept.',
  characters: ' Characters that can’t be seen or kept were taken out of the reason.',
  end: ' The reason was too long, so its end was cut off.',
};

function isLost(left: string): left is keyof typeof LOST {
  return Object.hasOwn(LOST, left);
}
