import type { Project, ProjectMetadata } from '@gatehouse/contracts';
import type { Row, Table } from '../output/print.ts';
import { sortKeys } from '../output/sort-keys.ts';

const headers = ['ID', 'NAME', 'ENVIRONMENT', 'WORKSPACE', 'SLUG', 'STATE'];

function columnsOf(project: Project | ProjectMetadata): readonly string[] {
  const { id, name, environment, workspace_id: workspace, slug, state } = project;
  return [id, name, environment, workspace ?? '<none>', slug, state];
}

export function buildProjectRow(project: Project): Row {
  return { headers, columns: columnsOf(project), document: sortKeys(project) };
}

export function buildProjectTable(projects: readonly ProjectMetadata[]): Table {
  return {
    headers,
    rows: projects.map(columnsOf),
    ids: projects.map(({ id }) => id),
    document: sortKeys(projects),
  };
}
