// After a registration: whoever has the address learns that somebody tried to sign up with it again, and
// webhooks learn of who is new. The job is written in both cases, so that a registration takes as long as one
// that came to nothing.

import { buildMail } from '@gatehouse/keys';
import { mailLocales } from '@gatehouse/protocol';
import { done, type Job, type JobContext, type JobHandler } from '../job.ts';

/** To one address: nobody's mailbox is filled by whoever knows it. */
const maxNoticesPerHour = 3;

async function notify(context: JobContext, job: Job, addressId: string): Promise<void> {
  const { projectId } = job;
  const scope = await context.store.scopeOfProject(projectId);
  if (scope === undefined) return;
  await context.store.withProject(scope, async (tx) => {
    const owner = await tx.identities.findByAddressId(addressId);
    // As its owner wrote it, never as it was typed now: what looks alike may be another's mailbox.
    const address = owner?.addresses.find((one) => one.addressId === addressId);
    if (owner?.state !== 'active' || address === undefined) return;
    const locale = mailLocales.find((known) => known === job.payload['locale']) ?? 'en';
    const order = { recipient: address.value, template: 'registration_attempt', locale } as const;
    // Under the job's id: done twice, it is one message.
    const mail = buildMail(context, { projectId, messageId: job.id }, order);
    await tx.messages.queue(mail, maxNoticesPerHour);
  });
}

async function publish({ store }: JobContext, job: Job, addressId: string): Promise<void> {
  const scope = await store.scopeOfProject(job.projectId);
  if (scope === undefined) return;
  await store.withProject(scope, async (tx) => {
    const identity = await tx.identities.findByAddressId(addressId);
    if (identity === undefined) return;
    await tx.webhookDeliveries.publish({
      // Under the job's id: done twice, it is told once.
      eventId: job.id,
      type: 'identity.created',
      at: identity.createdAt,
      data: { identity_id: identity.identityId },
    });
  });
}

export const followUpRegistration: JobHandler = async (context, job) => {
  const { addressId, isNew } = job.payload;
  if (typeof addressId !== 'string') return done;
  await (isNew === true ? publish : notify)(context, job, addressId);
  return done;
};
