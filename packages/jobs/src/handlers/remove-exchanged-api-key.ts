// An exchanged API key is worth nothing after its quarter of an hour; its row goes then too.

import { done, type JobHandler } from '../job.ts';

/** Removes the key `keyId` of the payload once it has expired. */
export const removeExchangedApiKey: JobHandler = async (context, job) => {
  const { keyId } = job.payload;
  const scope = await context.store.scopeOfProject(job.projectId);
  if (scope === undefined || typeof keyId !== 'string') return done;
  return context.store.withProject(scope, async (tx) => {
    const row = await tx.apiKeys.find(keyId);
    if (row === undefined || row.origin !== 'exchanged' || row.expiresAt === null) return done;
    const remaining = row.expiresAt.getTime() / 1000 - context.clock.nowSeconds();
    if (remaining > 0) return { kind: 'again', afterSeconds: Math.ceil(remaining) };
    await tx.apiKeys.delete(keyId);
    return done;
  });
};
