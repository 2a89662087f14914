import type { InputOf } from '@gatehouse/contracts';
import { Controller } from '@nestjs/common';
import type { ProjectAccess } from '../access/access.ts';
import { Granted, Input, Route } from '../operations/route.ts';
import { WebhookDeliveriesService } from './webhook-deliveries.service.ts';
import { WebhooksService } from './webhooks.service.ts';

@Controller()
export class WebhooksController {
  constructor(
    private readonly webhooks: WebhooksService,
    private readonly deliveries: WebhookDeliveriesService,
  ) {}

  @Route('listWebhooks')
  list(@Granted() access: ProjectAccess) {
    return this.webhooks.list(access);
  }

  @Route('createWebhook')
  create(@Granted() access: ProjectAccess, @Input() input: InputOf<'createWebhook'>) {
    return this.webhooks.create(access, input);
  }

  @Route('getWebhook')
  get(@Granted() access: ProjectAccess, @Input() input: InputOf<'getWebhook'>) {
    return this.webhooks.get(access, input);
  }

  @Route('updateWebhook')
  change(@Granted() access: ProjectAccess, @Input() input: InputOf<'updateWebhook'>) {
    return this.webhooks.change(access, input);
  }

  @Route('deleteWebhook')
  delete(@Granted() access: ProjectAccess, @Input() input: InputOf<'deleteWebhook'>) {
    return this.webhooks.delete(access, input);
  }

  @Route('rotateWebhookSecret')
  rotate(@Granted() access: ProjectAccess, @Input() input: InputOf<'rotateWebhookSecret'>) {
    return this.webhooks.rotate(access, input);
  }

  @Route('testWebhook')
  test(@Granted() access: ProjectAccess, @Input() input: InputOf<'testWebhook'>) {
    return this.deliveries.test(access, input);
  }

  @Route('listWebhookDeliveries')
  listDeliveries(
    @Granted() access: ProjectAccess,
    @Input() input: InputOf<'listWebhookDeliveries'>,
  ) {
    return this.deliveries.list(access, input);
  }

  @Route('getWebhookDelivery')
  getDelivery(@Granted() access: ProjectAccess, @Input() input: InputOf<'getWebhookDelivery'>) {
    return this.deliveries.get(access, input);
  }

  @Route('redeliverWebhook')
  redeliver(@Granted() access: ProjectAccess, @Input() input: InputOf<'redeliverWebhook'>) {
    return this.deliveries.redeliver(access, input);
  }
}
