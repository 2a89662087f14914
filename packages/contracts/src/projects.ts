// Projects, in Ory's JSON. `url` is ours: where the project answers, which is also its issuer.

import * as z from 'zod';
import {
  displayName,
  environment,
  homeRegion,
  namedSchemas,
  projectState,
  timestamp,
  uuid,
} from './fields.ts';
import { basicOrganization } from './organizations.ts';
import { pageQuery } from './pagination.ts';
import { settingsParts, warning } from './settings.ts';

export const project = z
  .object({
    id: uuid,
    name: z.string(),
    slug: z.string(),
    url: z.url(),
    environment,
    state: projectState,
    home_region: homeRegion,
    workspace_id: uuid.nullable(),
    revision_id: uuid,
    /** The first 500; all of them stand below `/organizations`. */
    organizations: z.array(basicOrganization),
    ...settingsParts,
  })
  .register(namedSchemas, { id: 'Project' });
export type Project = z.output<typeof project>;

export const projectMetadata = z
  .object({
    id: uuid,
    name: z.string(),
    slug: z.string(),
    url: z.url(),
    environment,
    state: projectState,
    home_region: homeRegion,
    hosts: z.array(z.string()),
    workspace_id: uuid.nullable(),
    subscription_id: z.null(),
    subscription_plan: z.null(),
    created_at: timestamp,
    updated_at: timestamp,
  })
  .register(namedSchemas, { id: 'ProjectMetadata' });
export type ProjectMetadata = z.output<typeof projectMetadata>;

export const createProjectBody = z
  .strictObject({
    name: displayName,
    environment,
    home_region: homeRegion.optional(),
    /** Without it: the workspace of the key, or the only one of the member. */
    workspace_id: uuid.optional(),
  })
  .register(namedSchemas, { id: 'CreateProjectBody' });

export const setProjectBody = z
  .strictObject({
    name: displayName,
    /** As they are, or empty: they are changed below `/organizations`. */
    organizations: z.array(basicOrganization),
    ...settingsParts,
    environment: environment.optional(),
    /** `deleted` is reached by purging alone. */
    state: z.enum(['running', 'halted']).optional(),
  })
  .register(namedSchemas, { id: 'SetProject' });
export type SetProjectBody = z.output<typeof setProjectBody>;

export const successfulProjectUpdate = z
  .object({ project, warnings: z.array(warning) })
  .register(namedSchemas, { id: 'SuccessfulProjectUpdate' });
export type SuccessfulProjectUpdate = z.output<typeof successfulProjectUpdate>;

export const listWorkspaceProjectsQuery = z.strictObject(pageQuery);

export const listWorkspaceProjects = z
  .object({
    projects: z.array(projectMetadata),
    has_next_page: z.boolean(),
    next_page: z.string(),
  })
  .register(namedSchemas, { id: 'ListWorkspaceProjects' });

export const projectParams = z.strictObject({ project_id: uuid });
/** Ory names the same parameter `project` below `members` and `tokens`. */
export const projectNamedParams = z.strictObject({ project: uuid });
