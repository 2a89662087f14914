// The port ClientRegistrations over the fenced transactions of one project. The row is locked from comparing its
// token to writing, so that of two callers with one token the second finds another.

import type { ClientMetadata, WebhookEvent } from '@gatehouse/protocol';
import type {
  ClientRegistrations,
  NewRegistration,
  RegisteredClient,
  RegistrationTokenHash,
  SecretHash,
} from '@gatehouse/token-engine/ports';
import type { ClientRow, StoredSecret } from './rows/clients.ts';
import type { ControlStore, ProjectScope, ProjectTransaction } from './transactions.ts';

/** Binds the port to a project. Each call is one transaction; storage faults throw StoreUnavailable. */
export function createRegistrationStore(
  control: Pick<ControlStore, 'withProject'>,
  scope: ProjectScope,
): ClientRegistrations {
  return {
    add: (registration, { maxClients, requestId }) =>
      control.withProject(scope, async (tx) => {
        if ((await tx.clients.countRegisteredForUpdate()) >= maxClients) return 'full';
        const row = await tx.clients.insert(buildRow(registration));
        if (row === 'exists') throw new Error('A random client id came twice.');
        const changes = { after: row.metadata };
        await audit(tx, row, { action: 'client.registered', changes, requestId });
        await publish(tx, { type: 'client.created', at: row.createdAt, clientId: row.clientId });
        return readRegistered(row) ?? failUnregistered(row);
      }),
    find: (clientId) =>
      control.withProject(scope, async (tx) => readRegistered(await tx.clients.find(clientId))),
    replace: (known, { clientId, rewrite }, { requestId }) =>
      control.withProject(scope, async (tx) => {
        const before = await findKnown(tx, clientId, known);
        const stored = readRegistered(before);
        if (before === undefined || stored === undefined) return undefined;
        const row = await tx.clients.update(clientId, buildChange(rewrite(stored)));
        if (row === undefined) return undefined;
        const changes = { before: before.metadata, after: row.metadata };
        await audit(tx, row, { action: 'client.updated', changes, requestId });
        await publish(tx, { type: 'client.updated', at: row.updatedAt, clientId });
        return readRegistered(row);
      }),
    remove: (known, clientId, { requestId }) =>
      control.withProject(scope, async (tx) => {
        const before = await findKnown(tx, clientId, known);
        if (before === undefined || !(await tx.clients.delete(clientId))) return false;
        const changes = { before: before.metadata };
        await audit(tx, before, { action: 'client.deleted', changes, requestId });
        await publish(tx, { type: 'client.deleted', at: new Date(), clientId });
        return true;
      }),
  };
}

/**
 * Deletes clients that registered themselves before that moment and never got a token: whoever registers many
 * fills a project for a while, not for good. @returns how many, at most `limit`.
 */
export async function removeUnusedRegistrations(
  tx: ProjectTransaction,
  {
    before,
    limit,
    jobName,
  }: { readonly before: Date; readonly limit: number; readonly jobName: string },
): Promise<number> {
  const rows = await tx.clients.listUnusedRegistrations(before, limit);
  for (const row of rows) {
    const { clientId, metadata } = row;
    if (!(await tx.clients.delete(clientId))) continue;
    await publish(tx, { type: 'client.deleted', at: new Date(), clientId });
    if (tx.workspaceId === null) continue;
    await tx.audit({
      actor: { kind: 'job', id: jobName, name: jobName },
      action: 'client.deleted',
      targetType: 'client',
      targetId: clientId,
      changes: { before: metadata },
      requestId: jobName,
    });
  }
  return rows.length;
}

function buildRow({ clientId, ...registration }: NewRegistration) {
  return { clientId, ...buildChange(registration) };
}

function buildChange({ metadata, secretHashes, tokenHash }: Omit<NewRegistration, 'clientId'>) {
  return {
    metadata,
    secrets: secretHashes.map(buildStoredSecret),
    registrationToken: tokenHash,
  };
}

function buildStoredSecret({ keyId, hash, expiresAtSeconds: at }: SecretHash): StoredSecret {
  return { keyId, hash, expiresAt: at === undefined ? undefined : new Date(at * 1000) };
}

function readRegistered(row: ClientRow | undefined): RegisteredClient | undefined {
  if (row?.registrationToken === undefined || row.registrationToken === 'withdrawn') {
    return undefined;
  }
  const { secrets, registrationToken: tokenHash, ...client } = row;
  return { ...client, secretHashes: secrets.map(readSecretHash), tokenHash };
}

function readSecretHash({ keyId, hash, expiresAt }: StoredSecret): SecretHash {
  return { keyId, hash, expiresAtSeconds: expiresAt && Math.floor(expiresAt.getTime() / 1000) };
}

function failUnregistered({ clientId }: ClientRow): never {
  throw new Error(`Client ${clientId} was stored without its registration access token.`);
}

/** @returns the client, locked, while its token is still the known one. */
async function findKnown(
  tx: ProjectTransaction,
  clientId: string,
  known: RegistrationTokenHash,
): Promise<ClientRow | undefined> {
  const row = await tx.clients.findForUpdate(clientId);
  const stored = row?.registrationToken;
  if (stored === undefined || stored === 'withdrawn') return undefined;
  const isKnown = stored.keyId === known.keyId && Buffer.compare(stored.hash, known.hash) === 0;
  return isKnown ? row : undefined;
}

function publish(
  tx: ProjectTransaction,
  event: Pick<WebhookEvent, 'type' | 'at'> & { readonly clientId: string },
): Promise<void> {
  const { type, at, clientId } = event;
  return tx.webhookDeliveries.publish({ type, at, data: { client_id: clientId } });
}

/** The actor is the client itself: whoever holds its token. */
async function audit(
  tx: ProjectTransaction,
  { clientId, metadata }: { readonly clientId: string; readonly metadata: ClientMetadata },
  event: {
    readonly action: string;
    readonly changes: Readonly<Record<string, unknown>>;
    readonly requestId: string;
  },
): Promise<void> {
  if (tx.workspaceId === null) return;
  const actor = { kind: 'client', id: clientId, name: metadata.client_name } as const;
  await tx.audit({ ...event, actor, targetType: 'client', targetId: clientId });
}
