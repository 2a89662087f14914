import type { InputOf } from '@gatehouse/contracts';
import { Controller } from '@nestjs/common';
import type { ProjectAccess } from '../access/access.ts';
import { Granted, Input, Route } from '../operations/route.ts';
import { EventStreamsService } from './event-streams.service.ts';

@Controller()
export class EventStreamsController {
  constructor(private readonly streams: EventStreamsService) {}

  @Route('listEventStreams')
  list(@Granted() access: ProjectAccess) {
    return this.streams.list(access);
  }

  @Route('createEventStream')
  create(@Granted() access: ProjectAccess, @Input() input: InputOf<'createEventStream'>) {
    return this.streams.create(access, input);
  }

  @Route('setEventStream')
  set(@Granted() access: ProjectAccess, @Input() input: InputOf<'setEventStream'>) {
    return this.streams.set(access, input);
  }

  @Route('deleteEventStream')
  delete(@Granted() access: ProjectAccess, @Input() input: InputOf<'deleteEventStream'>) {
    return this.streams.delete(access, input);
  }
}
