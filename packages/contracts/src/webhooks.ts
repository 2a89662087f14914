// Endpoints that are told what happens in a project, and what was sent to them. The secret is shown once,
// where it is made.

import {
  webhookDeliveryStatuses,
  webhookEventTypes,
  webhookFaults,
  webhookTestType,
} from '@gatehouse/protocol';
import * as z from 'zod';
import { namedSchemas, timestamp, uuid } from './fields.ts';
import { nextPage, pageQuery } from './pagination.ts';

const eventType = z.enum(webhookEventTypes);

const webhookFields = {
  id: uuid,
  project_id: uuid,
  url: z.string(),
  description: z.string(),
  events: z.array(eventType),
  enabled: z.boolean(),
  /** Until then the secret before the rotation signs too; null: there is none. */
  previous_secret_expires_at: timestamp.nullable(),
  created_at: timestamp,
  updated_at: timestamp,
};

export const webhook = z.object(webhookFields).register(namedSchemas, { id: 'Webhook' });
export type Webhook = z.output<typeof webhook>;

export const webhookWithSecret = z
  .object({ ...webhookFields, secret: z.string() })
  .register(namedSchemas, { id: 'WebhookWithSecret' });

export const listWebhooksResponse = z
  .object({ webhooks: z.array(webhook) })
  .register(namedSchemas, { id: 'ListWebhooks' });

const body = {
  /** https; on an installation of one machine http to that machine too. */
  url: z.string().min(1).max(2048),
  description: z
    .string()
    .max(200)
    .regex(/^\P{C}*$/u, 'must have no control character'),
  events: z.array(eventType).min(1).max(50),
  enabled: z.boolean(),
};

export const createWebhookBody = z
  .strictObject({
    ...body,
    description: body.description.default(''),
    enabled: body.enabled.default(true),
  })
  .register(namedSchemas, { id: 'CreateWebhookBody' });

/** What is left out stays as it is. */
export const updateWebhookBody = z
  .strictObject(body)
  .partial()
  .register(namedSchemas, { id: 'UpdateWebhookBody' });

export const webhookProjectParams = z.strictObject({ project: uuid });
export const webhookParams = z.strictObject({ project: uuid, webhook: uuid });
export const webhookDeliveryParams = z.strictObject({ ...webhookParams.shape, delivery: uuid });
export const listWebhookDeliveriesQuery = z.strictObject(pageQuery);

export const webhookDelivery = z
  .object({
    id: uuid,
    webhook_id: uuid,
    /** The `webhook-id` of every try. */
    event_id: uuid,
    type: z.enum([...webhookEventTypes, webhookTestType]),
    status: z.enum(webhookDeliveryStatuses),
    /** What is sent. */
    body: z.string(),
    /** Oldest first; the last twenty. Nothing that an endpoint answers is kept but its status. */
    attempts: z.array(
      z.object({
        at: timestamp,
        duration_ms: z.int(),
        response_status: z.int().nullable(),
        fault: z.enum(webhookFaults).nullable(),
      }),
    ),
    next_attempt_at: timestamp.nullable(),
    created_at: timestamp,
  })
  .register(namedSchemas, { id: 'WebhookDelivery' });
export type WebhookDelivery = z.output<typeof webhookDelivery>;

export const listWebhookDeliveriesResponse = z
  .object({ deliveries: z.array(webhookDelivery), ...nextPage })
  .register(namedSchemas, { id: 'ListWebhookDeliveries' });
