import type { TestTenants } from '@gatehouse/testkit/tenants';
import type { JobContext } from '../src/job.ts';
import { type MailDelivery, mailViewer } from '../src/mail/mail-delivery.ts';
import { openWebhookSender } from '../src/webhooks/webhook-sender.ts';

export const origin = 'http://localhost:4000';

/** What handlers work with, on a test's database. */
export function buildJobContext(
  { store, keyring, clock, random }: TestTenants,
  mail: MailDelivery = mailViewer,
): JobContext {
  const webhooks = openWebhookSender({ allowsLoopback: true });
  return { store, keyring, clock, random, mail, webhooks, addressing: { mode: 'path', origin } };
}
