import type { MessageRow } from '@gatehouse/database';
import { type Keyring, openMail } from '@gatehouse/keys';
import type { MailContent, MailStatus, ProjectId } from '@gatehouse/protocol';

/** A message of the courier in Ory's JSON. */
export interface MessageDocument {
  readonly id: string;
  readonly status: MailStatus;
  readonly type: 'email';
  readonly recipient: string;
  /** Empty until it is rendered, and once it is sent. */
  readonly subject: string;
  /** The text, where mail is shown and not sent; otherwise empty. */
  readonly body: string;
  readonly template_type: string;
  /** How it left; empty until then. */
  readonly channel: string;
  readonly send_count: number;
  readonly created_at: string;
  readonly updated_at: string;
}

/** A message with what only the console shows. */
export interface MessageWithPage {
  readonly document: MessageDocument;
  /** The page that the recipient sees; undefined where it is not kept. */
  readonly html: string | undefined;
}

export function buildMessageDocument(row: MessageRow, content: MailContent): MessageDocument {
  return {
    id: row.messageId,
    status: row.status,
    type: 'email',
    recipient: content.recipient,
    subject: content.rendered?.subject ?? '',
    body: content.rendered?.text ?? '',
    template_type: row.template,
    channel: row.channel ?? '',
    send_count: row.sendCount,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}

/** What cannot be opened any more is shown without its recipient, so that the others can be read. */
export function openMessage(keyring: Keyring, projectId: ProjectId, row: MessageRow): MailContent {
  const opened = openMail(keyring, { projectId, messageId: row.messageId }, row.sealed);
  return opened ?? { recipient: '', template: row.template, locale: 'en' };
}
