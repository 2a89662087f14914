// Sends one message of the courier: renders it, hands it to the mail server, and forgets what it said.

import type { ProjectScope, ProjectTransaction } from '@gatehouse/database';
import { openMail, sealMail } from '@gatehouse/keys';
import { buildProjectSettings } from '@gatehouse/protocol';
import { done, type JobContext, type JobHandler } from '../job.ts';
import { buildMailBrand } from '../mail/mail-brand.ts';
import { RecipientRefused } from '../mail/mail-delivery.ts';

async function load(tx: ProjectTransaction, messageId: string, context: JobContext) {
  const project = await tx.project();
  if (project === undefined) return undefined;
  const message = await tx.messages.begin(messageId);
  if (message === undefined) return undefined;
  const { document } = await tx.revisions.current();
  const brand = buildMailBrand(project, buildProjectSettings(document), context.addressing);
  return { message, brand };
}

/** @returns whether the mail server took it; false where it never will. */
async function deliver(
  { mail }: JobContext,
  outgoing: Parameters<JobContext['mail']['send']>[0],
): Promise<boolean> {
  try {
    await mail.send(outgoing);
    return true;
  } catch (error) {
    if (error instanceof RecipientRefused) return false;
    throw error;
  }
}

async function send(scope: ProjectScope, messageId: string, context: JobContext): Promise<void> {
  const loaded = await context.store.withProject(scope, (tx) => load(tx, messageId, context));
  if (loaded === undefined) return;
  const place = { projectId: scope.projectId, messageId };
  const content = openMail(context.keyring, place, loaded.message.sealed);
  if (content === undefined) throw new Error('No key of the keyring opens the message.');
  // React is loaded with the first mail and not with the process.
  const { renderMail } = await import('../mail/render-mail.tsx');
  const rendered = await renderMail(content, loaded.brand);
  const { recipient, template, locale } = content;
  const isTaken = await deliver(context, { ...rendered, recipient, messageId });
  const { channel } = context.mail;
  const order = { recipient, template, locale };
  const kept = channel === 'viewer' ? { ...order, rendered } : order;
  await context.store.withProject(scope, (tx) =>
    tx.messages.settle(messageId, {
      status: isTaken ? 'sent' : 'abandoned',
      channel,
      sealed: sealMail(context, place, kept),
    }),
  );
}

export const sendMail: JobHandler = async (context, job) => {
  const { messageId } = job.payload;
  const scope = await context.store.scopeOfProject(job.projectId);
  if (scope !== undefined && typeof messageId === 'string') await send(scope, messageId, context);
  return done;
};
