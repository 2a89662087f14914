// What commands print that leave nothing but an id behind.

import { type Output, printRow, printTable } from './print.ts';

/** Prints one id as a row, several as a list, none not at all. */
export async function printIds(output: Output, ids: readonly string[]): Promise<void> {
  const [only, another] = ids;
  if (only === undefined) return;
  if (another === undefined) {
    return printRow(output, { headers: ['ID'], columns: [only], document: only });
  }
  await printTable(output, { headers: ['ID'], rows: ids.map((id) => [id]), ids, document: ids });
}

/** Prints the selected project or workspace, as `{"id": …}` where a document was asked for. */
export async function printSelected(output: Output, id: string): Promise<void> {
  await printRow(output, { headers: ['ID'], columns: [id], document: { id } });
}
