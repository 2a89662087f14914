// The part of a project's transaction that is about webhooks. Bound to a project and to one transaction, as
// everything in transactions.ts.

import type {
  WebhookAttempt,
  WebhookDeliveryStatus,
  WebhookEvent,
  WebhookEventType,
  WebhookMessageType,
} from '@gatehouse/protocol';

/** An endpoint that is told what happens. Its secrets are sealed for their columns of this row. */
export interface WebhookRow {
  readonly webhookId: string;
  readonly url: string;
  readonly description: string;
  readonly events: readonly WebhookEventType[];
  readonly isEnabled: boolean;
  readonly sealedSecret: Uint8Array;
  /** The secret before the rotation: it signs too, until its end. */
  readonly previousSecret: { readonly sealed: Uint8Array; readonly expiresAt: Date } | undefined;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export type NewWebhook = Omit<WebhookRow, 'previousSecret' | 'createdAt' | 'updatedAt'>;

export interface WebhookRows {
  /** Oldest first. */
  list(): Promise<readonly WebhookRow[]>;
  find(webhookId: string): Promise<WebhookRow | undefined>;
  /** Finds the row and locks it until the transaction ends: for who changes what they have read. */
  findForUpdate(webhookId: string): Promise<WebhookRow | undefined>;
  /** @returns 'full', with nothing written, where there are so many; parallel callers are counted exactly. */
  insert(webhook: NewWebhook, maxCount: number): Promise<WebhookRow | 'full'>;
  /** @returns undefined where there is no such endpoint. */
  update(
    webhookId: string,
    change: Partial<
      Pick<
        WebhookRow,
        'url' | 'description' | 'events' | 'isEnabled' | 'sealedSecret' | 'previousSecret'
      >
    >,
  ): Promise<WebhookRow | undefined>;
  /** Deletes the endpoint with its deliveries; what was still to be sent is sent no more. */
  delete(webhookId: string): Promise<boolean>;
}

export interface WebhookDeliveryRow {
  readonly deliveryId: string;
  readonly webhookId: string;
  /** The same for every endpoint and every try. */
  readonly eventId: string;
  readonly type: WebhookMessageType;
  /** Sent byte for byte. */
  readonly body: string;
  readonly status: WebhookDeliveryStatus;
  /** The one job that may still send it. */
  readonly jobId: string;
  /** How often it was tried since it was asked for, or asked for again. */
  readonly tries: number;
  /** Oldest first; of many the last ones. */
  readonly attempts: readonly WebhookAttempt[];
  /** undefined: it is not tried again by itself. */
  readonly nextAttemptAt: Date | undefined;
  readonly createdAt: Date;
}

/** A delivery, as the job that may send it knows it. */
export interface WebhookDeliveryJob {
  readonly deliveryId: string;
  readonly jobId: string;
}

export interface WebhookDeliveryRows {
  /**
   * Writes a delivery and its job for each endpoint that is enabled and asks for the event. Under a given
   * `eventId` it is told once, however often this is called.
   */
  publish(event: WebhookEvent & { readonly eventId?: string }): Promise<void>;
  /** Writes a delivery to one endpoint, whatever it asks for. @returns undefined where there is none. */
  send(webhookId: string, event: WebhookEvent): Promise<WebhookDeliveryRow | undefined>;
  find(deliveryId: string): Promise<WebhookDeliveryRow | undefined>;
  /** Newest first; `after` is the id of the last row of the page before. */
  list(
    webhookId: string,
    page: { readonly limit: number; readonly after: string | undefined },
  ): Promise<readonly WebhookDeliveryRow[]>;
  /** @returns false where the job is no longer the one that sends it. */
  recordAttempt(
    job: WebhookDeliveryJob,
    result: {
      readonly attempt: WebhookAttempt;
      readonly status: WebhookDeliveryStatus;
      readonly nextAttemptAt: Date | undefined;
    },
  ): Promise<boolean>;
  /**
   * Nobody wants it any more, or its job was given up. @returns false where it is delivered, or the job is no
   * longer the one that sends it.
   */
  giveUp(
    job: WebhookDeliveryJob,
    status: Extract<WebhookDeliveryStatus, 'abandoned' | 'failed'>,
  ): Promise<boolean>;
  /**
   * Sends it again, with all its tries, by a new job; the one before sends nothing any more. @returns
   * undefined where the endpoint has no such delivery.
   */
  redeliver(of: {
    readonly webhookId: string;
    readonly deliveryId: string;
  }): Promise<WebhookDeliveryRow | undefined>;
  /** @returns how many. */
  deleteOlder(before: Date, limit: number): Promise<number>;
}

export interface WebhookTransaction {
  readonly webhooks: WebhookRows;
  readonly webhookDeliveries: WebhookDeliveryRows;
}
