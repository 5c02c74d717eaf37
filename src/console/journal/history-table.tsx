import { timeInEasternTime } from '../../lib/eastern-time.ts';
import type { ReleaseStatus } from '../../release/index.ts';
import { TableHead } from '../frame/table-head.tsx';

/**
 * Every step of a release, newest first. On a phone each step becomes a block; the roles keep the table a table for
 * screen readers, which the block layout would otherwise hide.
 */
export function HistoryTable({ release }: { readonly release: ReleaseStatus }) {
  return (
    <table class="table table--stacked history" role="table">
      <caption>History</caption>
      <TableHead columns={['When', 'What', 'Who', 'Why']} />
      <tbody role="rowgroup">
        {release.history.toReversed().map(({ at, what, who, why }) => (
          <tr role="row">
            <td role="cell">
              <time dateTime={at}>{timeInEasternTime(at)}</time>
            </td>
            <td role="cell" class="table__what">
              {what}
            </td>
            <td role="cell">{who}</td>
            <td role="cell">{why ?? 'No reason given'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
