import { SECOND_MS } from '../../lib/duration.ts';
import { decimalShare } from '../../lib/exact-share.ts';
import { err, ok, type Result } from '../../lib/result.ts';
import type { StageRun } from '../journal/stage-runs.ts';
import type { SurfaceAnswer } from './observation.ts';

/** What a toggle answered somebody, and when. */
export type Evaluated = Pick<SurfaceAnswer, 'toggle' | 'cohort' | 'share' | 'at'>;

/**
 * The stage run under which a person was evaluated: the last one of that share by then. Null of people who came while
 * nothing was open for a share. The failure, in a sentence: the answer belongs to no test. Testers belong to whatever
 * is open.
 */
export function stageRunOf(
  answer: Evaluated,
  runs: readonly StageRun[],
): Result<StageRun | null, string> {
  const { cohort, at } = answer;
  const ofShare = cohort === 'tester' ? runs : runs.filter((run) => isOfShare(run, answer));
  const latest = at.getTime() + CLOCKS_AGREE_WITHIN_MS;
  // A share that is in force only a moment later: the clocks of two instances differ by that.
  const run =
    ofShare.findLast((one) => one.at <= at) ?? ofShare.find((one) => one.at.getTime() <= latest);
  const isBaseline = cohort === 'closed' && decimalShare(answer.share) === 0;
  if (isBaseline) return ok(null);
  return run ? ok(run) : err(whyNone(answer, runs, ofShare));
}

/** Whether the share came in force only after the answer: then a clock is off. */
export function isBeforeItsShare(answer: Evaluated, runs: readonly StageRun[]): boolean {
  const first = runs.find((run) => isOfShare(run, answer));
  return first !== undefined && answer.at < first.at;
}

const CLOCKS_AGREE_WITHIN_MS = SECOND_MS;

function isOfShare(run: StageRun, { share }: Evaluated): boolean {
  return run.share > 0 && decimalShare(run.share) === decimalShare(share);
}

function whyNone(
  { cohort, share, at }: Evaluated,
  runs: readonly StageRun[],
  [first]: readonly StageRun[],
): string {
  if (first) {
    const [since, told] = [first.at, at].map((time) => time.toISOString());
    const what = cohort === 'tester' ? 'Testers' : `A share of ${decimalShare(share)}`;
    return `${what} came in at ${since}, after ${told}, when this is said to have been answered. Check the sender’s clock, or leave “at” out.`;
  }
  if (cohort === 'tester') return 'No tester has been let in yet. Start Phase I first.';
  const shares = [...new Set(runs.map((run) => decimalShare(run.share)))].join(', ') || 'none';
  return `No stage has had a share of ${share}; the shares so far are: ${shares}. Tell the share with which the toggle answered.`;
}
