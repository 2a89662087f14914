import {
  buildPortalUrl,
  createPortalLink,
  deletePortalLink,
  listPortalLinks,
  type PortalLinkInput,
  type PortalLinkRequest,
  setPortalLink,
} from '@gatehouse/administration';
import type { AnswerOf, InputOf, PortalLinkBody } from '@gatehouse/contracts';
import { buildProjectUrl } from '@gatehouse/protocol';
import { Inject, Injectable } from '@nestjs/common';
import { authorshipOf, type ProjectAccess } from '../access/access.ts';
import { type ControlPlaneDependencies, controlPlaneDependencies } from '../dependencies.ts';
import { notFound } from '../http/refusal.ts';
import { buildOnboardingPortalLink } from './organization-wire.ts';

type LinkParams = InputOf<'deleteOrganizationOnboardingPortalLink'>['params'];

function readInput(body: PortalLinkBody): PortalLinkInput {
  return {
    enableSso: body.enable_sso,
    enableScim: body.enable_scim ?? false,
    expiresAt: body.expires_at == null ? undefined : new Date(body.expires_at),
  };
}

function requestOf(access: ProjectAccess, params: LinkParams): PortalLinkRequest {
  return {
    scope: access.project,
    by: authorshipOf(access),
    link: { organizationId: params.organization_id, linkId: params.onboarding_portal_link_id },
  };
}

@Injectable()
export class PortalLinksService {
  constructor(
    @Inject(controlPlaneDependencies) private readonly dependencies: ControlPlaneDependencies,
  ) {}

  async list(
    { project }: ProjectAccess,
    { params }: InputOf<'getOrganizationOnboardingPortalLinks'>,
  ): Promise<AnswerOf<'getOrganizationOnboardingPortalLinks'>> {
    const { projectId } = project;
    const request = { scope: project, organizationId: params.organization_id };
    const rows = await listPortalLinks(this.dependencies, request);
    return { links: rows.map((row) => buildOnboardingPortalLink(row, { projectId, value: '' })) };
  }

  async create(
    access: ProjectAccess,
    { params, body }: InputOf<'createOrganizationOnboardingPortalLink'>,
  ): Promise<AnswerOf<'createOrganizationOnboardingPortalLink'>> {
    const projectUrl = await this.loadProjectUrl(access);
    const { row, value } = await createPortalLink(this.dependencies, {
      scope: access.project,
      by: authorshipOf(access),
      organizationId: params.organization_id,
      input: readInput(body),
    });
    const { projectId } = access.project;
    return buildOnboardingPortalLink(row, { projectId, value: buildPortalUrl(projectUrl, value) });
  }

  async set(
    access: ProjectAccess,
    { params, body }: InputOf<'updateOrganizationOnboardingPortalLink'>,
  ): Promise<AnswerOf<'updateOrganizationOnboardingPortalLink'>> {
    const request = { ...requestOf(access, params), input: readInput(body) };
    const row = await setPortalLink(this.dependencies, request);
    return buildOnboardingPortalLink(row, { projectId: access.project.projectId, value: '' });
  }

  delete(
    access: ProjectAccess,
    { params }: InputOf<'deleteOrganizationOnboardingPortalLink'>,
  ): Promise<void> {
    return deletePortalLink(this.dependencies, requestOf(access, params));
  }

  private async loadProjectUrl({ project }: ProjectAccess): Promise<string> {
    const row = await this.dependencies.store.withProject(project, (tx) => tx.project());
    if (row === undefined) throw notFound();
    return buildProjectUrl(this.dependencies.addressing, row.slug);
  }
}
