import { type JsonObject, textAt, textsAt } from '../json/json-object.ts';
import { type Output, printRow, printTable } from '../output/print.ts';
import { sortKeys } from '../output/sort-keys.ts';

export const clientHeaders = [
  'CLIENT ID',
  'CLIENT SECRET',
  'GRANT TYPES',
  'RESPONSE TYPES',
  'SCOPE',
  'AUDIENCE',
  'REDIRECT URIS',
];

/** @returns the columns of {@link clientHeaders}. The secret is there only where it was just made. */
export function clientColumns(client: unknown): readonly string[] {
  return [
    textAt(client, 'client_id') ?? '',
    textAt(client, 'client_secret') ?? '',
    textsAt(client, 'grant_types').join(', '),
    textsAt(client, 'response_types').join(', '),
    textAt(client, 'scope') ?? '',
    textsAt(client, 'audience').join(','),
    textsAt(client, 'redirect_uris').join(', '),
  ];
}

/** Prints one client as a row, several as a list, none not at all. */
export async function printClients(output: Output, clients: readonly unknown[]): Promise<void> {
  const [only, another] = clients;
  if (only === undefined) return;
  if (another === undefined) {
    const columns = clientColumns(only);
    return printRow(output, { headers: clientHeaders, columns, document: sortKeys(only) });
  }
  await printTable(output, {
    headers: clientHeaders,
    rows: clients.map(clientColumns),
    ids: clients.map((client) => textAt(client, 'client_id') ?? ''),
    document: sortKeys(clients),
  });
}

/** A secret that was chosen here is not in the answer; it is shown as if it were. */
export function withChosenSecret(client: unknown, body: JsonObject): unknown {
  const secret = textAt(body, 'client_secret') ?? '';
  if (secret === '' || textAt(client, 'client_secret') !== undefined) return client;
  return typeof client === 'object' ? { ...client, client_secret: secret } : client;
}
