import { secondsInWords } from '../../lib/duration.ts';
import { inFigures } from '../../lib/figures.ts';
import type { ReleaseStatus } from '../../release/index.ts';
import { timeInEasternTime } from '../../lib/eastern-time.ts';

/** When and why a release was rolled back, how many people it harmed, and whether the feature is still served. */
export function RollbackSummary({ release }: { readonly release: ReleaseStatus }) {
  const { rolledBack, phase } = release;
  if (rolledBack === null || phase !== 'rolled-back') return null;
  const { at, by, why, failed, beingMeasured } = rolledBack;
  return (
    <section class="rollback-summary" aria-labelledby={`rolled-back-${release.id}`}>
      <h2 id={`rolled-back-${release.id}`}>Rolled back</h2>
      <p>
        {timeInEasternTime(at)} by {by}
        {why === null ? '.' : `: ${why}`}
      </p>
      {beingMeasured && (
        <p>How many people had a failed visit is being measured. Reload the page for the result.</p>
      )}
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
    return 'Checking that the feature is closed on every instance. Reload the page for the result.';
  }
  const stopped = 'The feature is closed on every instance.';
  if (firstFailedVisitAt === null || lastExposureAt === null) return stopped;
  const took = secondsInWords(Date.parse(lastExposureAt) - Date.parse(firstFailedVisitAt));
  return `${stopped} From the first failed visit to the last visit with the feature: ${took}.`;
}
