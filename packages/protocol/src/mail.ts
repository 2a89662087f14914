// The vocabulary of outgoing mail.

/** What a mail is about, by the names under which the courier lists it. */
export const mailTemplates = [
  /** Somebody tried to sign up with an address that has an account. */
  'registration_attempt',
] as const;
export type MailTemplate = (typeof mailTemplates)[number];

/** Languages in which mail is written. */
export const mailLocales = ['en', 'de'] as const;
export type MailLocale = (typeof mailLocales)[number];

/** Ory's states of a message. */
export const mailStatuses = ['queued', 'processing', 'sent', 'abandoned'] as const;
export type MailStatus = (typeof mailStatuses)[number];

/** What is known of a mail before it is written: it is rendered when it is sent. */
export interface MailOrder {
  readonly recipient: string;
  readonly template: MailTemplate;
  readonly locale: MailLocale;
}

/** A mail as its recipient reads it. */
export interface RenderedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** What a message's row holds, sealed. `rendered` stands only where mail is shown and not sent. */
export interface MailContent extends MailOrder {
  readonly rendered?: RenderedMail;
}
