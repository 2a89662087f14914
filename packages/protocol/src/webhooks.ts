// The vocabulary of webhooks: which events there are, and what of them leaves the installation.

import type { ProjectId } from './ids.ts';

/** What an endpoint may ask to be told of. Each is written in the transaction of what it tells. */
export const webhookEventTypes = [
  'identity.created',
  'identity.updated',
  'identity.password_changed',
  'identity.deleted',
  'session.created',
  'client.created',
  'client.updated',
  'client.deleted',
  'consent.revoked',
] as const;
export type WebhookEventType = (typeof webhookEventTypes)[number];

/** Sent to one endpoint on demand, whatever it asks for. */
export const webhookTestType = 'webhook.test';
export type WebhookMessageType = WebhookEventType | typeof webhookTestType;

/** Something that happened in a project: ids only, never a secret nor what somebody is called. */
export interface WebhookEvent {
  readonly type: WebhookMessageType;
  readonly at: Date;
  readonly data: Readonly<Record<string, string>>;
}

/** Where a delivery stands; `failed` after its last try, `abandoned` where nobody wants it any more. */
export const webhookDeliveryStatuses = ['pending', 'delivered', 'failed', 'abandoned'] as const;
export type WebhookDeliveryStatus = (typeof webhookDeliveryStatuses)[number];

/** Why a try came to nothing: what the endpoint did, never what it said. */
export const webhookFaults = [
  'refused_status',
  'redirect',
  'timeout',
  'forbidden_address',
  'unreachable',
] as const;
export type WebhookFault = (typeof webhookFaults)[number];

/** One try to deliver, as it is kept. */
export interface WebhookAttempt {
  readonly at: Date;
  readonly durationMilliseconds: number;
  /** Of the answer; undefined where there was none. */
  readonly responseStatus: number | undefined;
  /** undefined: it was taken. */
  readonly fault: WebhookFault | undefined;
}

/** @returns the body that every endpoint gets, byte for byte the same at each try. */
export function buildWebhookBody(projectId: ProjectId, { type, at, data }: WebhookEvent): string {
  return JSON.stringify({ type, timestamp: at.toISOString(), project_id: projectId, data });
}
