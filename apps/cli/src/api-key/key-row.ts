import type { ProjectApiKey, WorkspaceApiKey } from '@gatehouse/contracts';
import type { Row, Table } from '../output/print.ts';
import { sortKeys } from '../output/sort-keys.ts';

type ApiKey = ProjectApiKey | WorkspaceApiKey;

const headers = ['ID', 'NAME', 'SCOPES', 'EXPIRES AT', 'LAST CHARACTERS'];

function columnsOf(key: ApiKey): readonly string[] {
  const expiry = key.expires_at ?? '<never>';
  return [key.id, key.name, key.scopes.join(' '), expiry, key.last_characters];
}

/** A key with the value that nobody will see again; quiet output is that value. */
export function buildCreatedKeyRow(key: ApiKey): Row {
  const value = key.value ?? '';
  return {
    headers: [...headers, 'VALUE'],
    columns: [...columnsOf(key), value],
    document: sortKeys(key),
    quiet: value,
  };
}

export function buildKeyTable(keys: readonly ApiKey[]): Table {
  return {
    headers,
    rows: keys.map(columnsOf),
    ids: keys.map(({ id }) => id),
    document: sortKeys(keys),
  };
}
