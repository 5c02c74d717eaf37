import { timeInEasternTime } from '../../lib/eastern-time.ts';

/** When the page was looked up. After a minute the second sentence shows by itself, without a script. */
export function AsOf({ asOf }: { readonly asOf: string }) {
  return (
    <div class="as-of">
      <p>
        As of <time dateTime={asOf}>{timeInEasternTime(asOf, 'seconds')}</time>.{' '}
        <a href="">Refresh</a>
      </p>
      <p class="as-of__stale" id={`as-of-${asOf}`} role="status">
        <strong>This page is more than a minute old.</strong> Refresh it before you decide anything.
      </p>
    </div>
  );
}
