// Lays out cells as Go's text/tabwriter does with minimum width 0, tab width 8, padding 1 and tabs:
// scripts that were written for Ory's command line cut our output in the same places.

const tabWidth = 8;
const padding = 1;

/** The widest cell of each run of neighbouring lines that reach this column, in characters. */
function columnWidths(lines: readonly (readonly string[])[], column: number): readonly number[] {
  const widths: number[] = lines.map(() => 0);
  for (let first = 0; first < lines.length; first++) {
    let end = first;
    let widest = 0;
    for (; end < lines.length; end++) {
      const cell = lines[end]?.[column];
      if (cell === undefined) break;
      widest = Math.max(widest, [...cell].length);
    }
    widths.fill(widest, first, end);
    first = end;
  }
  return widths;
}

/**
 * @param lines the cells of each line; every cell is followed by a tab, also the last.
 * @returns the text, every line ended by a newline; empty where there are no lines.
 */
export function layOutCells(lines: readonly (readonly string[])[]): string {
  const columns = Math.max(0, ...lines.map((line) => line.length));
  const widths = Array.from({ length: columns }, (_, column) => columnWidths(lines, column));
  const text = lines.map((line, row) =>
    line
      .map((cell, column) => {
        const width = (widths[column]?.[row] ?? 0) + padding;
        const padded = Math.ceil(width / tabWidth) * tabWidth;
        return cell + '\t'.repeat(Math.ceil((padded - [...cell].length) / tabWidth));
      })
      .join(''),
  );
  return text.map((line) => `${line}\n`).join('');
}
