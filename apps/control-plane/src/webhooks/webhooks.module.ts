import { Module } from '@nestjs/common';
import { WebhookDeliveriesService } from './webhook-deliveries.service.ts';
import { WebhooksController } from './webhooks.controller.ts';
import { WebhooksService } from './webhooks.service.ts';

@Module({
  controllers: [WebhooksController],
  providers: [WebhooksService, WebhookDeliveriesService],
})
export class WebhooksModule {}
