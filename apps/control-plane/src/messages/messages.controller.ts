import type { InputOf } from '@gatehouse/contracts';
import { Controller } from '@nestjs/common';
import type { ProjectAccess } from '../access/access.ts';
import { Granted, Input, Route } from '../operations/route.ts';
import { MessagesService } from './messages.service.ts';

@Controller()
export class MessagesController {
  constructor(private readonly messages: MessagesService) {}

  @Route('listProjectMessages')
  list(@Granted() access: ProjectAccess, @Input() input: InputOf<'listProjectMessages'>) {
    return this.messages.list(access, input);
  }

  @Route('getProjectMessage')
  get(@Granted() access: ProjectAccess, @Input() input: InputOf<'getProjectMessage'>) {
    return this.messages.get(access, input);
  }
}
