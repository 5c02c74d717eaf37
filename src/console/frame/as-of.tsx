import { timeInEasternTime } from '../../lib/eastern-time.ts';

type AsOfParts = {
  readonly asOf: string;
  /** The address of the page; left out: the one at which it stands. */
  readonly page?: string;
};

/** When the page was looked up. After a minute the second sentence shows by itself, without a script. */
export function AsOf({ asOf, page = '' }: AsOfParts) {
  return (
    <div class="as-of">
      <p>
        As of <time dateTime={asOf}>{timeInEasternTime(asOf, 'seconds')}</time>.{' '}
        <a href={page}>Refresh</a>
      </p>
      <p class="as-of__stale" id={`as-of-${asOf}`} role="status">
        <strong>This page is more than a minute old.</strong> Refresh it before you decide anything.
      </p>
    </div>
  );
}
