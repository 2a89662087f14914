// Where mail goes. With a mail server it is sent; without one it is kept, sealed, for whoever administers
// the project to read.

import type { MailChannel } from '@gatehouse/database';
import type { RenderedMail } from '@gatehouse/protocol';

export interface OutgoingMail extends RenderedMail {
  readonly recipient: string;
  /** The same for every attempt: a mail server may notice what it has already. */
  readonly messageId: string;
}

export interface MailDelivery {
  readonly channel: MailChannel;
  /**
   * Resolves when the mail server has taken the mail. Throws RecipientRefused for good, MailServerFailed for
   * now; neither says whom it was for.
   */
  send(mail: OutgoingMail): Promise<void>;
  close(): void;
}

/** The mail server will never take mail to this recipient. */
export class RecipientRefused extends Error {
  override readonly name = 'RecipientRefused';
}

/** The mail server could not be reached, or did not take the mail this time. */
export class MailServerFailed extends Error {
  override readonly name = 'MailServerFailed';
}

/** Sends nothing: what is rendered stays in its row. */
export const mailViewer: MailDelivery = {
  channel: 'viewer',
  send: async () => {},
  close: () => {},
};
