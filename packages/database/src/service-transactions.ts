// The part of a project's transaction that is about what is done later: mail, and jobs that failed.

import type { MailStatus, MailTemplate } from '@gatehouse/protocol';

/** How a message left: to a mail server, or to be shown to the project's administrators. */
export type MailChannel = 'smtp' | 'viewer';

/** A message as it is written first: sealed, and found again by a keyed hash of its recipient. */
export interface NewMessage {
  readonly messageId: string;
  readonly template: MailTemplate;
  readonly recipientHash: Uint8Array;
  readonly sealed: Uint8Array;
}

export interface MessageRow {
  readonly messageId: string;
  readonly template: MailTemplate;
  readonly status: MailStatus;
  readonly channel: MailChannel | undefined;
  readonly sealed: Uint8Array;
  /** How often sending it was begun. */
  readonly sendCount: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface MessageRows {
  /**
   * Writes the message, and its job into the outbox; once, however often it is called with its id. @returns 'limited', with nothing written, where so many
   * of its template went to its recipient within the last hour; parallel callers are counted exactly.
   */
  queue(mail: NewMessage, maxPerHour: number): Promise<'queued' | 'limited'>;
  find(messageId: string): Promise<MessageRow | undefined>;
  /** Newest first. */
  list(
    page: { readonly limit: number; readonly after: string | undefined },
    filter: { readonly status?: MailStatus; readonly recipientHash?: Uint8Array },
  ): Promise<readonly MessageRow[]>;
  /** Says that sending begins. @returns undefined where it was sent or given up, or there is none. */
  begin(messageId: string): Promise<MessageRow | undefined>;
  /** @returns false where there is no such message. */
  settle(
    messageId: string,
    end: {
      readonly status: Extract<MailStatus, 'sent' | 'abandoned'>;
      readonly channel?: MailChannel;
      readonly sealed: Uint8Array;
    },
  ): Promise<boolean>;
  /** @returns how many. */
  deleteOlder(before: Date, limit: number): Promise<number>;
}

/** A job that failed at least once and is not done. */
export interface FailedJobRow {
  readonly id: string;
  readonly kind: string;
  readonly attempts: number;
  readonly lastError: string | null;
  readonly createdAt: Date;
  readonly nextAttemptAt: Date;
  /** null: it is tried again. */
  readonly buriedAt: Date | null;
}

export interface JobRows {
  /** Newest first; `after` is the id of the last row of the page before. */
  listFailed(page: {
    readonly limit: number;
    readonly after: string | undefined;
  }): Promise<readonly FailedJobRow[]>;
  /** Makes a failed or buried job due now, with all attempts. @returns false where it is no such job. */
  retry(id: string): Promise<boolean>;
}

export interface ServiceTransaction {
  readonly messages: MessageRows;
  readonly jobs: JobRows;
}
