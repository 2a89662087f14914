// Whose JWTs a project exchanges for access tokens (RFC 7523 section 2.1).

import type { ProjectScope } from '@gatehouse/database';
import { type CursorList, generateUuid, openCursor, sealCursor } from '@gatehouse/keys';
import { parseGrantId } from '@gatehouse/protocol';
import { AdministrationError } from '../administration-error.ts';
import type { AdministrationDependencies, ProjectRequest } from '../dependencies.ts';
import { checkPageSize, invalidPageToken } from '../pages.ts';
import { recordChange } from '../record-change.ts';
import {
  buildTrustedIssuerDocument,
  readTrustedIssuer,
  type TrustedIssuerDocument,
  trustedIssuerNotFound,
} from './trusted-issuer-document.ts';

const maxTrustedIssuers = 1000;

/** Trusts an issuer. Throws AdministrationError: invalid, conflict (it is trusted already, or too many are). */
export async function trustIssuer(
  { store, clock, random }: AdministrationDependencies,
  { scope, by, input }: ProjectRequest & { readonly input: unknown },
): Promise<TrustedIssuerDocument> {
  const issuer = await readTrustedIssuer(input, clock.nowSeconds());
  const issuerId = parseGrantId(generateUuid(random));
  if (issuerId === undefined) throw new Error('A fresh UUID is the id of a grant.');
  return store.withProject(scope, async (tx) => {
    if ((await tx.trustedIssuers.count()) >= maxTrustedIssuers) {
      throw new AdministrationError('conflict', 'There are too many trusted issuers.', {
        reason: `There may be ${maxTrustedIssuers} here. Delete one that is not used.`,
      });
    }
    const row = await tx.trustedIssuers.insert({ issuerId, ...issuer });
    if (row === 'exists') {
      throw new AdministrationError('conflict', 'The issuer is trusted already.', {
        reason: 'There is one with the same issuer, subject and key id. Delete it first.',
        field: 'issuer',
      });
    }
    const document = buildTrustedIssuerDocument(row);
    await recordChange(tx, by, {
      action: 'trusted_issuer.created',
      targetType: 'trusted_issuer',
      targetId: issuerId,
      changes: { after: document },
    });
    return document;
  });
}

export interface TrustedIssuerRequest extends ProjectRequest {
  readonly issuerId: string;
}

/** Throws AdministrationError: not_found. */
export async function getTrustedIssuer(
  { store }: AdministrationDependencies,
  { scope, issuerId }: { readonly scope: ProjectScope; readonly issuerId: string },
): Promise<TrustedIssuerDocument> {
  const row = await store.withProject(scope, (tx) => tx.trustedIssuers.find(issuerId));
  if (row === undefined) throw trustedIssuerNotFound(issuerId);
  return buildTrustedIssuerDocument(row);
}

/** Ends the trust; every access token that it brought about is dead with the commit. Throws: not_found. */
export function deleteTrustedIssuer(
  { store }: AdministrationDependencies,
  { scope, by, issuerId }: TrustedIssuerRequest,
): Promise<void> {
  return store.withProject(scope, async (tx) => {
    const row = await tx.trustedIssuers.find(issuerId);
    if (row === undefined || !(await tx.trustedIssuers.delete(issuerId))) {
      throw trustedIssuerNotFound(issuerId);
    }
    await recordChange(tx, by, {
      action: 'trusted_issuer.deleted',
      targetType: 'trusted_issuer',
      targetId: issuerId,
      changes: { before: buildTrustedIssuerDocument(row) },
    });
  });
}

export interface TrustedIssuerListRequest {
  readonly scope: ProjectScope;
  readonly pageSize?: number | undefined;
  /** Where to go on; empty or absent: from the beginning. */
  readonly pageToken?: string | undefined;
  readonly issuer?: string | undefined;
}

export interface TrustedIssuerPage {
  readonly items: readonly TrustedIssuerDocument[];
  /** undefined: this is the last page. */
  readonly nextPageToken: string | undefined;
}

/** @returns trusted issuers in the order of their creation. Throws AdministrationError: invalid. */
export async function listTrustedIssuers(
  { store, keyring }: AdministrationDependencies,
  request: TrustedIssuerListRequest,
): Promise<TrustedIssuerPage> {
  const { scope } = request;
  const limit = checkPageSize(request.pageSize);
  const filter = request.issuer ? { issuer: request.issuer } : {};
  const list = { tenantId: scope.projectId, sort: 'trusted_issuers:created_at', filter };
  const after = readPageToken(keyring, list, request.pageToken ?? '');
  const rows = await store.withProject(scope, (tx) =>
    tx.trustedIssuers.list({ limit: limit + 1, after }, filter),
  );
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    items: page.map(buildTrustedIssuerDocument),
    nextPageToken: last && sealCursor(keyring, list, [last.createdAt.toISOString(), last.issuerId]),
  };
}

function readPageToken(
  keyring: AdministrationDependencies['keyring'],
  list: CursorList,
  pageToken: string,
): { createdAt: Date; issuerId: string } | undefined {
  if (pageToken === '') return undefined;
  const [createdAt, issuerId] = openCursor(keyring, list, pageToken) ?? [];
  if (createdAt === undefined || issuerId === undefined) throw invalidPageToken();
  return { createdAt: new Date(createdAt), issuerId };
}
