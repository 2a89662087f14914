import {
  type ApiKeyOwner,
  createApiKey,
  deleteApiKey,
  exchangeForProjectKey,
  listApiKeys,
} from '@gatehouse/administration';
import type { AnswerOf, CreateApiKeyBody, InputOf } from '@gatehouse/contracts';
import type { ApiKeyRow } from '@gatehouse/database';
import { isPermission } from '@gatehouse/protocol';
import { Inject, Injectable } from '@nestjs/common';
import { authorshipOf, type ProjectAccess, type WorkspaceAccess } from '../access/access.ts';
import type { Caller } from '../access/caller.ts';
import { type ControlPlaneDependencies, controlPlaneDependencies } from '../dependencies.ts';
import { Refusal } from '../http/refusal.ts';

function buildApiKey(row: ApiKeyRow) {
  return {
    id: row.id,
    name: row.name,
    owner_id: row.createdBy.id,
    scopes: row.scopes.filter(isPermission),
    last_characters: row.lastCharacters,
    expires_at: row.expiresAt?.toISOString() ?? null,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}

/** A key never makes one that outlives it: without a wish the new one ends with it. */
function decideExpiry(caller: Caller, body: CreateApiKeyBody): Date | null {
  const asked = body.expires_at == null ? null : new Date(body.expires_at);
  const own = caller.kind === 'member' ? undefined : caller.expiresAt;
  if (own === undefined) return asked;
  if (asked === null) return own;
  if (asked.getTime() <= own.getTime()) return asked;
  throw new Refusal('forbidden', 'A key cannot make one that outlives it.');
}

function ownerOf(access: ProjectAccess | WorkspaceAccess): ApiKeyOwner {
  return access.kind === 'project'
    ? { kind: 'project', ...access.project }
    : { kind: 'workspace', workspaceId: access.workspaceId };
}

@Injectable()
export class ApiKeysService {
  constructor(
    @Inject(controlPlaneDependencies) private readonly dependencies: ControlPlaneDependencies,
  ) {}

  async listOfWorkspace(access: WorkspaceAccess): Promise<AnswerOf<'listWorkspaceApiKeys'>> {
    const rows = await listApiKeys(this.dependencies, ownerOf(access));
    return rows.map((row) => ({ ...buildApiKey(row), workspace_id: access.workspaceId }));
  }

  async listOfProject(access: ProjectAccess): Promise<AnswerOf<'listProjectApiKeys'>> {
    const rows = await listApiKeys(this.dependencies, ownerOf(access));
    return rows.map((row) => ({ ...buildApiKey(row), project_id: access.project.projectId }));
  }

  async createForWorkspace(
    access: WorkspaceAccess,
    { body }: InputOf<'createWorkspaceApiKey'>,
  ): Promise<AnswerOf<'createWorkspaceApiKey'>> {
    const created = await this.create(access, body);
    return { ...created, workspace_id: access.workspaceId };
  }

  async createForProject(
    access: ProjectAccess,
    { body }: InputOf<'createProjectApiKey'>,
  ): Promise<AnswerOf<'createProjectApiKey'>> {
    const created = await this.create(access, body);
    return { ...created, project_id: access.project.projectId };
  }

  deleteOfWorkspace(
    access: WorkspaceAccess,
    { params }: InputOf<'deleteWorkspaceApiKey'>,
  ): Promise<void> {
    return this.delete(access, params.token_id);
  }

  deleteOfProject(
    access: ProjectAccess,
    { params }: InputOf<'deleteProjectApiKey'>,
  ): Promise<void> {
    return this.delete(access, params.token_id);
  }

  async exchange(access: ProjectAccess): Promise<AnswerOf<'createProjectAccess'>> {
    if (access.caller.kind === 'project_key') {
      throw new Refusal('forbidden', 'A project key is not exchanged: use it as it is.');
    }
    const exchanged = await exchangeForProjectKey(this.dependencies, {
      scope: access.project,
      by: { ...authorshipOf(access), permissions: access.permissions },
    });
    return {
      access_token: exchanged.value,
      token_type: 'Bearer',
      expires_in: exchanged.lifetimeSeconds,
      scopes: exchanged.permissions,
    };
  }

  private async create(access: ProjectAccess | WorkspaceAccess, body: CreateApiKeyBody) {
    const { row, value } = await createApiKey(this.dependencies, {
      owner: ownerOf(access),
      by: { ...authorshipOf(access), permissions: access.permissions },
      name: body.name,
      scopes: body.scopes,
      expiresAt: decideExpiry(access.caller, body),
    });
    return { ...buildApiKey(row), value };
  }

  private delete(access: ProjectAccess | WorkspaceAccess, keyId: string): Promise<void> {
    return deleteApiKey(this.dependencies, {
      owner: ownerOf(access),
      by: authorshipOf(access),
      keyId,
    });
  }
}
