import {
  createOrganization,
  deleteOrganization,
  getOrganization,
  listOrganizations,
  type OrganizationInput,
  setOrganization,
} from '@gatehouse/administration';
import {
  type AnswerOf,
  defaultPageSize,
  type InputOf,
  type OrganizationBody,
} from '@gatehouse/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { authorshipOf, type ProjectAccess } from '../access/access.ts';
import { type ControlPlaneDependencies, controlPlaneDependencies } from '../dependencies.ts';
import { buildOrganization } from './organization-wire.ts';

function readInput(body: OrganizationBody): OrganizationInput {
  return {
    label: body.label,
    domains: body.domains ?? [],
    sessionLifespan: body.session_lifespan || undefined,
    defaultRegion: body.default_region || undefined,
  };
}

@Injectable()
export class OrganizationsService {
  constructor(
    @Inject(controlPlaneDependencies) private readonly dependencies: ControlPlaneDependencies,
  ) {}

  async list(
    access: ProjectAccess,
    { query }: InputOf<'listOrganizations'>,
  ): Promise<AnswerOf<'listOrganizations'>> {
    const { items, nextPageToken } = await listOrganizations(this.dependencies, {
      scope: access.project,
      pageSize: query.page_size ?? defaultPageSize,
      pageToken: query.page_token,
      domain: query.domain,
    });
    return {
      organizations: items.map(buildOrganization),
      has_next_page: nextPageToken !== undefined,
      next_page_token: nextPageToken ?? '',
    };
  }

  async create(
    access: ProjectAccess,
    { body }: InputOf<'createOrganization'>,
  ): Promise<AnswerOf<'createOrganization'>> {
    const input = readInput(body);
    const by = authorshipOf(access);
    return buildOrganization(
      await createOrganization(this.dependencies, { scope: access.project, by, input }),
    );
  }

  async get(
    access: ProjectAccess,
    { params }: InputOf<'getOrganization'>,
  ): Promise<AnswerOf<'getOrganization'>> {
    const request = { scope: access.project, organizationId: params.organization_id };
    return { organization: buildOrganization(await getOrganization(this.dependencies, request)) };
  }

  async set(
    access: ProjectAccess,
    { params, body }: InputOf<'updateOrganization'>,
  ): Promise<AnswerOf<'updateOrganization'>> {
    return buildOrganization(
      await setOrganization(this.dependencies, {
        scope: access.project,
        by: authorshipOf(access),
        organizationId: params.organization_id,
        input: readInput(body),
      }),
    );
  }

  delete(access: ProjectAccess, { params }: InputOf<'deleteOrganization'>): Promise<void> {
    return deleteOrganization(this.dependencies, {
      scope: access.project,
      by: authorshipOf(access),
      organizationId: params.organization_id,
    });
  }
}
