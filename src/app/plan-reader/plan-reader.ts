import { err, type Result } from '../../lib/result.ts';
import { createThread } from '../../lib/thread/index.ts';
import type { ReleasePlan } from '../../plan/index.ts';
import type { PlanFindings, PlanReader, PlanShown } from '../../release/index.ts';
import type { PlanTask } from './reading.ts';

/** The built program has its worker beside it. */
export const PLAN_WORKER = new URL('./plan-worker.mjs', import.meta.url);

/** How long a document may take, in milliseconds. What was taken before is given longer: the machine may be busy. */
const LONGEST_CHECK_MS = 20_000;
const LONGEST_READING_MS = 30_000;
/** In new documents. Each waits for those before it; what was taken before is read however many wait. */
const LONGEST_QUEUE = 20;
/** The worker's heap, in megabytes. */
const MOST_MEMORY_MB = 256;

type TaskAnswer = Result<ReleasePlan | PlanFindings | PlanShown | string, string>;

/**
 * Reads plans in a thread of its own, one after the other, so that no document keeps the program from answering. One
 * that takes too long, or too much memory, is given up.
 */
export function createPlanReader(
  workerFile: URL,
  checkMs = LONGEST_CHECK_MS,
): PlanReader & { close(): Promise<void> } {
  const thread = createThread<PlanTask, TaskAnswer>(workerFile, MOST_MEMORY_MB);
  const ask = async (task: PlanTask): Promise<TaskAnswer> => {
    if (task.kind === 'check' && thread.waiting() >= LONGEST_QUEUE) return err(BUSY);
    const milliseconds = task.kind === 'check' ? checkMs : LONGEST_READING_MS;
    const answer = await thread.inTurn((askThread) => askThread(task, milliseconds));
    return answer ?? err(tooHard(milliseconds));
  };
  return {
    check: (document) => ask({ kind: 'check', document }) as Promise<Result<ReleasePlan, string>>,
    read: (document) => ask({ kind: 'read', document }) as Promise<Result<ReleasePlan, string>>,
    findings: (document) =>
      ask({ kind: 'findings', document }) as Promise<Result<PlanFindings, string>>,
    show: (document, asked) =>
      ask({ kind: 'show', document, asked }) as Promise<Result<PlanShown, string>>,
    report: (document, written) =>
      ask({ kind: 'report', document, written }) as Promise<Result<string, string>>,
    close: thread.close,
  };
}

function tooHard(milliseconds: number): string {
  return (
    `The document could not be read within ${milliseconds / 1_000} seconds; a release plan takes less than one. ` +
    'Check that this is the release plan, and simplify its formatting.'
  );
}

const BUSY = 'Other plans are being read just now. Try again in a minute.';
