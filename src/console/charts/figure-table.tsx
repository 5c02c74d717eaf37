import { TableHead } from '../frame/table-head.tsx';

type FigureTableParts = {
  readonly caption: string;
  readonly columns: readonly string[];
  /** The first cell of each names the row. */
  readonly rows: readonly (readonly string[])[];
  /** What stands there when there is no row. */
  readonly none?: string;
};

/** On a phone each row becomes a block, with the columns as labels. */
export function FigureTable({ caption, columns, rows, none = '' }: FigureTableParts) {
  if (rows.length === 0) {
    return (
      <p class="quiet">
        {caption}: {none.charAt(0).toLowerCase() + none.slice(1)}
      </p>
    );
  }
  return (
    <table class="table table--stacked table--figures" role="table">
      <caption>{caption}</caption>
      <TableHead columns={columns} />
      <tbody role="rowgroup">
        {rows.map(([name = '', ...cells]) => (
          <tr role="row">
            <th scope="row" role="rowheader" class="table__what">
              {name}
            </th>
            {cells.map((cell, index) => (
              <td role="cell" data-label={columns[index + 1]}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
