// Projects as the wire has them: Ory's JSON.

import type { AnswerOf } from '@gatehouse/contracts';
import type { ProjectRow } from '@gatehouse/database';
import { type Addressing, buildProjectUrl, type ProjectDocument } from '@gatehouse/protocol';

type ProjectWire = AnswerOf<'getProject'>;
type ProjectMetadataWire = AnswerOf<'listProjects'>[number];

// Stored as text; the schema of the contract names the regions, and creation checked it.
type HomeRegion = ProjectWire['home_region'];
const homeRegions: readonly HomeRegion[] = [
  'eu-central',
  'asia-northeast',
  'us-east',
  'us-west',
  'eu',
  'asia',
  'us',
  'global',
];

function buildCommon(row: ProjectRow, addressing: Addressing) {
  return {
    id: row.projectId,
    name: row.name,
    slug: row.slug,
    url: buildProjectUrl(addressing, row.slug),
    environment: row.environment,
    state: row.state,
    home_region: homeRegions.find((region) => region === row.homeRegion) ?? 'global',
    workspace_id: row.workspaceId,
  };
}

/** @returns the project with its settings. */
export function buildProject(
  row: ProjectRow,
  document: ProjectDocument,
  addressing: Addressing,
): ProjectWire {
  return {
    ...buildCommon(row, addressing),
    revision_id: row.revisionId,
    organizations: [],
    ...document,
  };
}

/** @returns the project as lists have it. */
export function buildProjectMetadata(row: ProjectRow, addressing: Addressing): ProjectMetadataWire {
  const { host, pathname } = new URL(buildProjectUrl(addressing, row.slug));
  return {
    ...buildCommon(row, addressing),
    hosts: [pathname === '/' ? host : `${host}${pathname}`],
    subscription_id: null,
    subscription_plan: null,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}
