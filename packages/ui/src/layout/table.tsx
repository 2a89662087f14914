import type { ReactNode } from 'react';
import { joinClasses } from '../class-names.ts';

export interface Column<Row> {
  /** Also names the value where a phone shows the row as a card. Empty: a column of actions. */
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
}

export interface TableProps<Row> {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly isDense?: boolean;
}

/** A quiet table. On a phone its rows are cards. */
export function Table<Row>(props: TableProps<Row>) {
  const { caption, columns, rows, keyOf, isDense = false } = props;
  return (
    <div className="gh-table-scroll">
      <table className={joinClasses('gh-table', 'gh-table-cards', isDense && 'gh-table-dense')}>
        <caption className="gh-visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ title }) => (
              <th key={title} scope="col">
                {title === '' ? <span className="gh-visually-hidden">Actions</span> : title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map(({ title, cell }) =>
                title === '' ? (
                  <td className="gh-cell-end" key={title}>
                    {cell(row)}
                  </td>
                ) : (
                  <td data-label={title} key={title}>
                    {cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
