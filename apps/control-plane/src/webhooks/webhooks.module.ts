import { Module } from '@nestjs/common';
import { EventStreamsController } from './event-streams.controller.ts';
import { EventStreamsService } from './event-streams.service.ts';
import { WebhookDeliveriesService } from './webhook-deliveries.service.ts';
import { WebhooksController } from './webhooks.controller.ts';
import { WebhooksService } from './webhooks.service.ts';

@Module({
  controllers: [WebhooksController, EventStreamsController],
  providers: [WebhooksService, WebhookDeliveriesService, EventStreamsService],
})
export class WebhooksModule {}
