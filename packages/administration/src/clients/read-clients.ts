import type { ProjectScope } from '@gatehouse/database';
import { type CursorList, openCursor, sealCursor } from '@gatehouse/keys';
import type { ClientDocument } from '@gatehouse/protocol';
import type { AdministrationDependencies } from '../dependencies.ts';
import { checkPageSize, invalidPageToken } from '../pages.ts';
import { buildClientDocument, clientNotFound } from './client-document.ts';

/** @returns the client. Throws AdministrationError: not_found. */
export async function getClient(
  { store }: AdministrationDependencies,
  { scope, clientId }: { readonly scope: ProjectScope; readonly clientId: string },
): Promise<ClientDocument> {
  const row = await store.withProject(scope, (tx) => tx.clients.find(clientId));
  if (row === undefined) throw clientNotFound(clientId);
  return buildClientDocument(row);
}

export interface ClientListRequest {
  readonly scope: ProjectScope;
  /** 1 to 500; 250 where it is not given. */
  readonly pageSize?: number | undefined;
  /** Where to go on; empty or absent: from the beginning. */
  readonly pageToken?: string | undefined;
  readonly clientName?: string | undefined;
  readonly owner?: string | undefined;
}

export interface ClientPage {
  readonly items: readonly ClientDocument[];
  /** undefined: this is the last page. */
  readonly nextPageToken: string | undefined;
}

/** @returns clients in the order of their creation. Throws AdministrationError: invalid. */
export async function listClients(
  { store, keyring }: AdministrationDependencies,
  request: ClientListRequest,
): Promise<ClientPage> {
  const { scope } = request;
  const pageSize = checkPageSize(request.pageSize);
  const filter = {
    ...(request.clientName ? { clientName: request.clientName } : {}),
    ...(request.owner ? { owner: request.owner } : {}),
  };
  const list = { tenantId: scope.projectId, sort: 'clients:created_at', filter };
  const after = readPageToken({ keyring }, list, request.pageToken ?? '');
  const rows = await store.withProject(scope, (tx) =>
    tx.clients.list({ limit: pageSize + 1, after }, filter),
  );
  const page = rows.slice(0, pageSize);
  const last = rows.length > pageSize ? page.at(-1) : undefined;
  return {
    items: page.map((row) => buildClientDocument(row)),
    nextPageToken:
      last === undefined
        ? undefined
        : sealCursor(keyring, list, [last.createdAt.toISOString(), last.clientId]),
  };
}

function readPageToken(
  { keyring }: Pick<AdministrationDependencies, 'keyring'>,
  list: CursorList,
  pageToken: string,
): { createdAt: Date; clientId: string } | undefined {
  if (pageToken === '') return undefined;
  const [createdAt, clientId] = openCursor(keyring, list, pageToken) ?? [];
  if (createdAt === undefined || clientId === undefined) {
    throw invalidPageToken();
  }
  return { createdAt: new Date(createdAt), clientId };
}
