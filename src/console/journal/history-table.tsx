import { timeInEasternTime } from '../../lib/eastern-time.ts';
import { TableHead } from '../frame/table-head.tsx';
import type { JournalLine } from './filter.ts';

/**
 * Steps of a release. On a phone each step becomes a block; the roles keep the table a table for screen readers, which
 * the block layout would otherwise hide.
 */
export function HistoryTable({ lines }: { readonly lines: readonly JournalLine[] }) {
  return (
    <table class="table table--stacked history" role="table">
      <TableHead columns={['When', 'What', 'Who', 'Why', 'Plan']} />
      <tbody role="rowgroup">
        {lines.map(({ at, what, who, why, evidence, planVersion }) => (
          <tr role="row">
            <td role="cell">
              <time dateTime={at}>{timeInEasternTime(at)}</time>
            </td>
            <td role="cell" class="table__what">
              {what}
              {evidence !== null && <span class="quiet history__evidence">{evidence}</span>}
            </td>
            <td role="cell">{who}</td>
            <td role="cell">{why}</td>
            <td role="cell">
              {planVersion === null ? 'Not known' : `Version\u00a0${planVersion}`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
