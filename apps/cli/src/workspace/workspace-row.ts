import type { Workspace } from '@gatehouse/contracts';
import type { Row, Table } from '../output/print.ts';
import { sortKeys } from '../output/sort-keys.ts';

const headers = ['ID', 'NAME', 'SUBSCRIPTION PLAN'];

function columnsOf({ id, name, subscription_plan: plan }: Workspace): readonly string[] {
  return [id, name, plan ?? '<none>'];
}

export function buildWorkspaceRow(workspace: Workspace): Row {
  return { headers, columns: columnsOf(workspace), document: sortKeys(workspace) };
}

export function buildWorkspaceTable(workspaces: readonly Workspace[]): Table {
  return {
    headers,
    rows: workspaces.map(columnsOf),
    ids: workspaces.map(({ id }) => id),
    document: sortKeys(workspaces),
  };
}
