// Projects and clients by the thousand: copies of those that the product's own use cases made, with ids, slugs
// and secrets of their own. Their audit log stays empty, and copied issuer keys sign nothing: a sealed token of
// client credentials asks for neither.

import {
  createClientSecrets,
  createRandom,
  generateClientSecret,
  parseKeyring,
} from '@gatehouse/keys';
import { buildProjectUrl, type ProjectId, parseProjectId } from '@gatehouse/protocol';
import type { PreparedInstallation } from '../installation/opened-product.ts';
import type { ClientCredentials } from '../load/messages.ts';

/** A client, and the path of the project that it belongs to. */
export interface TenantClient extends ClientCredentials {
  readonly path: string;
}

interface NewClient {
  readonly projectId: ProjectId;
  readonly clientId: string;
  readonly clientSecret: string;
  /** As the column `secrets` holds it. */
  readonly secrets: string;
}

function generateClients(keyring: string, projectIds: readonly ProjectId[]): NewClient[] {
  const random = createRandom();
  const parsed = parseKeyring(keyring);
  return projectIds.map((projectId) => {
    const clientSecret = generateClientSecret(random);
    const { keyId, hash } = createClientSecrets(parsed, projectId).hash(clientSecret);
    const stored = { keyId, hash: Buffer.from(hash).toString('base64url'), expiresAt: null };
    const secrets = JSON.stringify([stored]);
    return { projectId, clientId: crypto.randomUUID(), clientSecret, secrets };
  });
}

async function insertClients(
  { postgres, project }: PreparedInstallation,
  clients: readonly NewClient[],
): Promise<void> {
  const columns = [
    clients.map(({ projectId }) => projectId),
    clients.map(({ clientId }) => clientId),
    clients.map(({ secrets }) => secrets),
  ];
  await postgres.fill(
    `INSERT INTO public.clients (project_id, client_id, metadata, secrets)
      SELECT q.project_id, q.client_id, t.metadata, q.secrets
      FROM unnest($1::uuid[], $2::text[], $3::jsonb[]) AS q (project_id, client_id, secrets),
        (SELECT metadata FROM public.clients WHERE project_id = $4::uuid AND client_id = $5) t`,
    [...columns, project.scope.projectId, project.machine.clientId],
  );
  await postgres.fill(
    `INSERT INTO hot.epochs (project_id, kind, key)
      SELECT q.project_id, 'client', q.client_id FROM unnest($1::uuid[], $2::text[]) AS q (project_id, client_id)`,
    columns.slice(0, 2),
  );
  await postgres.fill('VACUUM ANALYZE public.clients, hot.epochs');
}

/** @returns that many new clients of the measured project. */
export async function fillClients(
  prepared: PreparedInstallation,
  count: number,
): Promise<TenantClient[]> {
  const { keyring, project } = prepared;
  const ids = Array.from({ length: count }, () => project.scope.projectId);
  const clients = generateClients(keyring, ids);
  await insertClients(prepared, clients);
  return clients.map((client) => ({ ...client, path: project.path }));
}

/** @returns one client of each of that many new projects. */
export async function fillProjects(
  prepared: PreparedInstallation,
  count: number,
): Promise<TenantClient[]> {
  const { keyring, project, installation, postgres } = prepared;
  const ids = Array.from({ length: count }, () => {
    const id = parseProjectId(crypto.randomUUID());
    if (id === undefined) throw new Error('A UUID is a project id.');
    return id;
  });
  const slugs = ids.map((id) => `tenant-${id.slice(0, 8)}-${id.slice(-6)}`);
  const template = [project.scope.projectId];
  const numbered = 'unnest($2::uuid[], $3::text[]) AS q (project_id, slug)';
  for (const statement of [
    `INSERT INTO public.projects (project_id, workspace_id, name, slug, environment, revision_id)
      SELECT q.project_id, p.workspace_id, q.slug, q.slug, p.environment, p.revision_id
      FROM public.projects p, ${numbered} WHERE p.project_id = $1::uuid`,
    `INSERT INTO public.addresses (address, kind, project_id, workspace_id)
      SELECT q.slug, a.kind, q.project_id, a.workspace_id
      FROM public.addresses a, ${numbered} WHERE a.project_id = $1::uuid`,
    `INSERT INTO public.project_revisions (project_id, revision_id, number, document, changes, author)
      SELECT q.project_id, r.revision_id, 1, r.document, r.changes, r.author
      FROM public.projects p JOIN public.project_revisions r USING (project_id, revision_id), ${numbered}
      WHERE p.project_id = $1::uuid AND q.slug <> ''`,
    `INSERT INTO public.signing_keys (project_id, set_id, kid, alg, use, state, public_jwk, private_sealed, activated_at)
      SELECT q.project_id, k.set_id, k.kid, k.alg, k.use, k.state, k.public_jwk, k.private_sealed, k.activated_at
      FROM public.signing_keys k, ${numbered} WHERE k.project_id = $1::uuid AND q.slug <> ''`,
    `INSERT INTO hot.epochs (project_id, kind, key)
      SELECT q.project_id, 'project', '' FROM ${numbered} WHERE $1::uuid IS NOT NULL`,
  ]) {
    await postgres.fill(statement, [...template, ids, slugs]);
  }
  const clients = generateClients(keyring, ids);
  await insertClients(prepared, clients);
  return clients.map((client, index) => ({
    ...client,
    path: new URL(buildProjectUrl(installation.addressing, slugs[index] ?? '')).pathname,
  }));
}
