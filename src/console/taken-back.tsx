import { secondsInWords } from '../lib/duration.ts';
import { inFigures } from '../lib/figures.ts';
import type { ReleaseStatus } from '../release/index.ts';
import { timeInWords } from './time-in-words.ts';

/** When and why a release was taken back, whom it harmed, and whether anybody can still meet the feature. */
export function TakenBack({ release }: { readonly release: ReleaseStatus }) {
  const { rolledBack, phase } = release;
  if (rolledBack === null || phase !== 'rolled-back') return null;
  const { at, by, why, failed } = rolledBack;
  return (
    <section class="taken-back" aria-labelledby={`taken-back-${release.id}`}>
      <h3 id={`taken-back-${release.id}`}>Taken back</h3>
      <p>
        {timeInWords(at)} by {by}
        {why === null ? '.' : `: ${why}`}
      </p>
      {failed !== null && (
        <p>
          People who had a failed visit: {inFigures(failed.open)} with the feature,{' '}
          {inFigures(failed.closed)} without it.
        </p>
      )}
      <p>{stoppedInWords(rolledBack)}</p>
    </section>
  );
}

type RolledBack = NonNullable<ReleaseStatus['rolledBack']>;

function stoppedInWords(rolledBack: RolledBack): string {
  const { exposureStopped, firstFailedVisitAt, lastExposureAt } = rolledBack;
  if (!exposureStopped) {
    return 'Checking that nobody meets the feature any more. Reload the page to see whether that is so.';
  }
  const stopped = 'Nobody meets the feature any more.';
  if (firstFailedVisitAt === null || lastExposureAt === null) return stopped;
  const took = secondsInWords(Date.parse(lastExposureAt) - Date.parse(firstFailedVisitAt));
  return `${stopped} From the first failed visit to the last time that anybody met it: ${took}.`;
}
