import type { InputOf } from '@gatehouse/contracts';
import { Controller } from '@nestjs/common';
import type { ProjectAccess } from '../access/access.ts';
import { Granted, Input, Route } from '../operations/route.ts';
import { ClientsService } from './clients.service.ts';

@Controller()
export class ClientsController {
  constructor(private readonly clients: ClientsService) {}

  @Route('listProjectClients')
  list(@Granted() access: ProjectAccess, @Input() input: InputOf<'listProjectClients'>) {
    return this.clients.list(access, input);
  }

  @Route('createProjectClient')
  create(@Granted() access: ProjectAccess, @Input() input: InputOf<'createProjectClient'>) {
    return this.clients.create(access, input);
  }

  @Route('getProjectClient')
  get(@Granted() access: ProjectAccess, @Input() input: InputOf<'getProjectClient'>) {
    return this.clients.get(access, input);
  }

  @Route('setProjectClient')
  set(@Granted() access: ProjectAccess, @Input() input: InputOf<'setProjectClient'>) {
    return this.clients.set(access, input);
  }

  @Route('patchProjectClient')
  patch(@Granted() access: ProjectAccess, @Input() input: InputOf<'patchProjectClient'>) {
    return this.clients.patch(access, input);
  }

  @Route('deleteProjectClient')
  delete(@Granted() access: ProjectAccess, @Input() input: InputOf<'deleteProjectClient'>) {
    return this.clients.delete(access, input);
  }

  @Route('setProjectClientLifespans')
  setLifespans(
    @Granted() access: ProjectAccess,
    @Input() input: InputOf<'setProjectClientLifespans'>,
  ) {
    return this.clients.setLifespans(access, input);
  }

  @Route('rotateProjectClientSecret')
  rotateSecret(
    @Granted() access: ProjectAccess,
    @Input() input: InputOf<'rotateProjectClientSecret'>,
  ) {
    return this.clients.rotateSecret(access, input);
  }

  @Route('deleteRotatedProjectClientSecrets')
  deleteRotatedSecrets(
    @Granted() access: ProjectAccess,
    @Input() input: InputOf<'deleteRotatedProjectClientSecrets'>,
  ) {
    return this.clients.deleteRotatedSecrets(access, input);
  }

  @Route('deleteProjectClientTokens')
  deleteTokens(
    @Granted() access: ProjectAccess,
    @Input() input: InputOf<'deleteProjectClientTokens'>,
  ) {
    return this.clients.deleteTokens(access, input);
  }
}
