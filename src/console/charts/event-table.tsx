import { timeInEasternTime } from '../../lib/eastern-time.ts';
import { TableHead } from '../frame/table-head.tsx';
import type { NumberedMarker } from './event-markers.ts';

const COLUMNS = ['Number', 'When', 'What', 'Who', 'Why'];

type EventTableParts = {
  readonly markers: readonly NumberedMarker[];
  /** Whether a chart shows them by their numbers. */
  readonly isCharted?: boolean;
};

/** What the dashed lines of the chart stand for. */
export function EventTable({ markers, isCharted = true }: EventTableParts) {
  if (markers.length === 0) {
    return <p class="quiet">Nothing happened to the release in this time.</p>;
  }
  return (
    <table class="table table--stacked table--events" role="table">
      <caption>What happened{isCharted && ', by number in the chart'}</caption>
      <TableHead columns={COLUMNS} />
      <tbody role="rowgroup">
        {markers.map((marker) => (
          <tr role="row">
            <th scope="row" role="rowheader" class="table__what">
              {marker.number}
            </th>
            <td role="cell" data-label="When">
              <Times {...marker} />
            </td>
            <td role="cell" data-label="What">
              {marker.what}
            </td>
            <td role="cell" data-label="Who">
              {marker.who}
            </td>
            <td role="cell" data-label="Why">
              {marker.why}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Times({ at, until }: Pick<NumberedMarker, 'at' | 'until'>) {
  return (
    <>
      <time dateTime={at}>{timeInEasternTime(at)}</time>
      {until !== null && (
        <>
          {' '}
          to <time dateTime={until}>{timeInEasternTime(until)}</time>
        </>
      )}
    </>
  );
}
