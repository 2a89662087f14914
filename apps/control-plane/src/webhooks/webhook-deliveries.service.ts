import {
  getWebhookDelivery,
  listWebhookDeliveries,
  redeliverToWebhook,
  testWebhook,
} from '@gatehouse/administration';
import type { AnswerOf, InputOf } from '@gatehouse/contracts';
import { Inject, Injectable } from '@nestjs/common';
import type { ProjectAccess } from '../access/access.ts';
import { type ControlPlaneDependencies, controlPlaneDependencies } from '../dependencies.ts';
import { readPage } from '../http/pages.ts';
import { buildWebhookDelivery } from './webhook-wire.ts';
import { webhookRequestOf } from './webhooks.service.ts';

@Injectable()
export class WebhookDeliveriesService {
  constructor(
    @Inject(controlPlaneDependencies) private readonly dependencies: ControlPlaneDependencies,
  ) {}

  async list(
    { project }: ProjectAccess,
    { params, query }: InputOf<'listWebhookDeliveries'>,
  ): Promise<AnswerOf<'listWebhookDeliveries'>> {
    const { webhook: webhookId } = params;
    const filter = { webhook: webhookId };
    const list = { tenantId: project.projectId, sort: 'webhook-deliveries:-id', filter };
    const page = readPage(this.dependencies.keyring, list, query);
    const after = page.position?.[0];
    const asked = { scope: project, webhookId, limit: page.limit, after };
    const rows = await listWebhookDeliveries(this.dependencies, asked);
    const closed = page.close(rows, (row) => [row.deliveryId]);
    return {
      deliveries: closed.rows.map(buildWebhookDelivery),
      has_next_page: closed.hasNext,
      next_page_token: closed.nextToken,
    };
  }

  async get(
    { project }: ProjectAccess,
    { params }: InputOf<'getWebhookDelivery'>,
  ): Promise<AnswerOf<'getWebhookDelivery'>> {
    const { webhook: webhookId, delivery: deliveryId } = params;
    const query = { scope: project, webhookId, deliveryId };
    return buildWebhookDelivery(await getWebhookDelivery(this.dependencies, query));
  }

  async test(
    access: ProjectAccess,
    { params }: InputOf<'testWebhook'>,
  ): Promise<AnswerOf<'testWebhook'>> {
    const request = webhookRequestOf(access, params);
    return buildWebhookDelivery(await testWebhook(this.dependencies, request));
  }

  async redeliver(
    access: ProjectAccess,
    { params }: InputOf<'redeliverWebhook'>,
  ): Promise<AnswerOf<'redeliverWebhook'>> {
    const request = { ...webhookRequestOf(access, params), deliveryId: params.delivery };
    return buildWebhookDelivery(await redeliverToWebhook(this.dependencies, request));
  }
}
