// Between what a row holds and what the types promise. Nothing else may enter the tables, so anything
// unexpected is a fault and says which value it was.

import {
  type Environment,
  environments,
  type IdentityId,
  isRole,
  type MailStatus,
  type MailTemplate,
  mailStatuses,
  mailTemplates,
  type ProjectId,
  type ProjectState,
  parseIdentityId,
  parseProjectId,
  parseWorkspaceId,
  projectStates,
  type Role,
  type WebhookDeliveryStatus,
  type WebhookEventType,
  type WebhookMessageType,
  type WorkspaceId,
  webhookDeliveryStatuses,
  webhookEventTypes,
  webhookTestType,
} from '@gatehouse/protocol';
import type { Prisma } from '../generated/client.ts';

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** @returns whether a row could have that id: anything else is absent without asking PostgreSQL. */
export function isStorableUuid(value: string): boolean {
  return value.length === 36 && uuidPattern.test(value);
}

/** @returns whether a text column could hold it: PostgreSQL knows neither NUL nor lone surrogates. */
export function isStorableText(value: string): boolean {
  return !value.includes('\0') && value.isWellFormed();
}

/** Plain JSON of a document that is JSON by its type; `undefined` members fall away. */
export function writeJson(document: object): Prisma.InputJsonObject {
  return JSON.parse(JSON.stringify(document));
}

/** The document that this package wrote into a JSON column. */
export function readJson<T>(stored: unknown): T {
  return stored as T;
}

/** Prisma wants bytes that share no memory with anything. */
export function writeBytes(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}

export function readProjectId(stored: string): ProjectId {
  return parseProjectId(stored) ?? refuse('project_id', stored);
}

export function readWorkspaceId(stored: string): WorkspaceId {
  return parseWorkspaceId(stored) ?? refuse('workspace_id', stored);
}

export function readIdentityId(stored: string): IdentityId {
  return parseIdentityId(stored) ?? refuse('member_id', stored);
}

export function readRole(stored: string): Role {
  return isRole(stored) ? stored : refuse('role', stored);
}

export function readEnvironment(stored: string): Environment {
  return environments.find((known) => known === stored) ?? refuse('environment', stored);
}

export function readMailTemplate(stored: string): MailTemplate {
  return mailTemplates.find((known) => known === stored) ?? refuse('template', stored);
}

export function readMailStatus(stored: string): MailStatus {
  return mailStatuses.find((known) => known === stored) ?? refuse('status', stored);
}

export function readWebhookEventType(stored: string): WebhookEventType {
  return webhookEventTypes.find((known) => known === stored) ?? refuse('events', stored);
}

export function readWebhookMessageType(stored: string): WebhookMessageType {
  return stored === webhookTestType ? webhookTestType : readWebhookEventType(stored);
}

export function readWebhookDeliveryStatus(stored: string): WebhookDeliveryStatus {
  return webhookDeliveryStatuses.find((known) => known === stored) ?? refuse('status', stored);
}

export function readProjectState(stored: string): ProjectState {
  return projectStates.find((known) => known === stored) ?? refuse('state', stored);
}

function refuse(column: string, stored: string): never {
  throw new Error(`The column ${column} holds "${stored}", which this release does not know.`);
}
