// Clients are administered by the same rules from both planes; here the wire of this one meets them.

import {
  createClient,
  deleteClient,
  deleteClientTokens,
  deleteRotatedClientSecrets,
  getClient,
  listClients,
  patchClient,
  rotateClientSecret,
  setClient,
  setClientLifespans,
} from '@gatehouse/administration';
import { type AnswerOf, defaultPageSize, type InputOf } from '@gatehouse/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { authorshipOf, type ProjectAccess } from '../access/access.ts';
import { type ControlPlaneDependencies, controlPlaneDependencies } from '../dependencies.ts';

type Client = AnswerOf<'getProjectClient'>;

interface ClientInput {
  readonly params: { readonly client_id: string };
}

function requestOf(access: ProjectAccess, { params }: ClientInput) {
  return { scope: access.project, by: authorshipOf(access), clientId: params.client_id };
}

@Injectable()
export class ClientsService {
  constructor(
    @Inject(controlPlaneDependencies) private readonly dependencies: ControlPlaneDependencies,
  ) {}

  async list(
    { project }: ProjectAccess,
    { query }: InputOf<'listProjectClients'>,
  ): Promise<AnswerOf<'listProjectClients'>> {
    const page = await listClients(this.dependencies, {
      scope: project,
      pageSize: query.page_size ?? defaultPageSize,
      pageToken: query.page_token,
      clientName: query.client_name,
      owner: query.owner,
    });
    return {
      clients: page.items,
      has_next_page: page.nextPageToken !== undefined,
      next_page_token: page.nextPageToken ?? '',
    };
  }

  /** PKCE is on unless the caller says otherwise; Ory's own path, `/admin/clients`, keeps Ory's default. */
  create(access: ProjectAccess, { body }: InputOf<'createProjectClient'>): Promise<Client> {
    return createClient(this.dependencies, {
      scope: access.project,
      by: authorshipOf(access),
      input: { require_pkce: true, ...body },
    });
  }

  get({ project }: ProjectAccess, { params }: InputOf<'getProjectClient'>): Promise<Client> {
    return getClient(this.dependencies, { scope: project, clientId: params.client_id });
  }

  set(access: ProjectAccess, input: InputOf<'setProjectClient'>): Promise<Client> {
    return setClient(this.dependencies, { ...requestOf(access, input), input: input.body });
  }

  patch(access: ProjectAccess, input: InputOf<'patchProjectClient'>): Promise<Client> {
    return patchClient(this.dependencies, { ...requestOf(access, input), patch: input.body });
  }

  delete(access: ProjectAccess, input: InputOf<'deleteProjectClient'>): Promise<void> {
    return deleteClient(this.dependencies, requestOf(access, input));
  }

  setLifespans(
    access: ProjectAccess,
    input: InputOf<'setProjectClientLifespans'>,
  ): Promise<Client> {
    return setClientLifespans(this.dependencies, {
      ...requestOf(access, input),
      input: input.body,
    });
  }

  rotateSecret(
    access: ProjectAccess,
    input: InputOf<'rotateProjectClientSecret'>,
  ): Promise<Client> {
    return rotateClientSecret(this.dependencies, requestOf(access, input));
  }

  deleteRotatedSecrets(
    access: ProjectAccess,
    input: InputOf<'deleteRotatedProjectClientSecrets'>,
  ): Promise<void> {
    return deleteRotatedClientSecrets(this.dependencies, requestOf(access, input));
  }

  deleteTokens(access: ProjectAccess, input: InputOf<'deleteProjectClientTokens'>): Promise<void> {
    return deleteClientTokens(this.dependencies, requestOf(access, input));
  }
}
