// Writes one result, or a list, in the form that was asked for.

import type { Terminal } from '../terminal/terminal.ts';
import { escapeControls } from './escape-controls.ts';
import type { Format } from './format.ts';
import { selectByPath, selectByPointer } from './json-path.ts';
import { layOutCells } from './tabwriter.ts';

/** Where a result goes, and how. */
export interface Output {
  readonly terminal: Terminal;
  readonly format: Format;
}

/** One thing: a column per header; `document` is what the machine-readable formats show. */
export interface Row {
  readonly headers: readonly string[];
  readonly columns: readonly string[];
  readonly document: unknown;
  /** What `--quiet` prints; the first column where it is not given. */
  readonly quiet?: string;
}

/** Several things. `ids` are what `--quiet` prints; `footer` are lines below the rows. */
export interface Table {
  readonly headers: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly ids: readonly string[];
  readonly document: unknown;
  readonly footer?: readonly (readonly string[])[];
}

function encodeJson(value: unknown, isPretty: boolean): string {
  return `${JSON.stringify(value ?? null, undefined, isPretty ? 2 : 0)}\n`;
}

async function encodeDocument(document: unknown, format: Format): Promise<string> {
  switch (format.kind) {
    case 'yaml': {
      const { stringify } = await import('yaml');
      return stringify(document, { lineWidth: 0 });
    }
    case 'jsonpath':
      return encodeJson(selectByPath(document, format.selector), true);
    case 'jsonpointer':
      return encodeJson(selectByPointer(document, format.selector), true);
    default:
      return encodeJson(document, format.kind === 'json-pretty');
  }
}

/** Prints one thing: a line per column, or its document, or its first column alone when quiet. */
export async function printRow(output: Output, row: Row): Promise<void> {
  const columns = row.columns.map(escapeControls);
  if (output.format.kind === 'quiet') {
    return output.terminal.print(`${row.quiet ?? columns[0] ?? ''}\n`);
  }
  if (output.format.kind !== 'table') {
    return output.terminal.print(await encodeDocument(row.document, output.format));
  }
  output.terminal.print(
    layOutCells(row.headers.map((header, column) => [header, columns[column] ?? ''])),
  );
}

/** Prints a header line and a line for each thing, or their document, or their ids alone when quiet. */
export async function printTable(output: Output, table: Table): Promise<void> {
  if (output.format.kind === 'quiet') {
    const ids = table.ids.length === 0 ? [''] : table.ids.map(escapeControls);
    return output.terminal.print(ids.map((id) => `${id}\n`).join(''));
  }
  if (output.format.kind !== 'table') {
    return output.terminal.print(await encodeDocument(table.document, output.format));
  }
  const lines = [table.headers, ...table.rows, ...(table.footer ?? [])];
  output.terminal.print(layOutCells(lines.map((line) => line.map(escapeControls))));
}
