// Projects as the wire has them: Ory's JSON.

import type { AnswerOf } from '@gatehouse/contracts';
import type { ProjectRow, ProjectTransaction } from '@gatehouse/database';
import { type Addressing, buildProjectUrl, type ProjectDocument } from '@gatehouse/protocol';
import {
  type BasicOrganizationWire,
  buildBasicOrganization,
} from '../organizations/organization-wire.ts';
import { readHomeRegion } from './home-region.ts';

type ProjectWire = AnswerOf<'getProject'>;
type ProjectMetadataWire = AnswerOf<'listProjects'>[number];

function buildCommon(row: ProjectRow, addressing: Addressing) {
  return {
    id: row.projectId,
    name: row.name,
    slug: row.slug,
    url: buildProjectUrl(addressing, row.slug),
    environment: row.environment,
    state: row.state,
    home_region: readHomeRegion(row.homeRegion),
    workspace_id: row.workspaceId,
  };
}

/** What a project's document consists of. */
export interface ProjectParts {
  readonly row: ProjectRow;
  readonly document: ProjectDocument;
  readonly organizations: readonly BasicOrganizationWire[];
}

const listedOrganizations = { limit: 500, after: undefined };

/** @returns the organizations as the project's document lists them. */
export async function loadBasicOrganizations(
  tx: Pick<ProjectTransaction, 'organizations'>,
): Promise<readonly BasicOrganizationWire[]> {
  return (await tx.organizations.list(listedOrganizations, {})).map(buildBasicOrganization);
}

/** @returns the project with its settings. */
export function buildProject(
  { row, document, organizations }: ProjectParts,
  addressing: Addressing,
): ProjectWire {
  return {
    ...buildCommon(row, addressing),
    revision_id: row.revisionId,
    organizations,
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
