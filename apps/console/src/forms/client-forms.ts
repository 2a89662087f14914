import type { OAuth2Client, Project } from '@gatehouse/contracts';
import { clientKindMetadata, clientKindTexts, isClientKind } from './client-kinds.ts';
import type { Flash } from './flash.ts';
import type { FormAction, FormRequest } from './form-action.ts';
import { FormError } from './form-error.ts';

export const createClient: FormAction = async (request) => {
  const { fields, api } = request;
  const kind = fields.text('kind');
  if (!isClientKind(kind)) throw new FormError('Choose what you are building.');
  const name = fields.required('name', 'Give the client a name.');
  const redirectUris = fields.lines('redirect_uris');
  const isSentBack = clientKindTexts[kind].redirectExample !== undefined;
  if (isSentBack && redirectUris.length === 0) {
    throw new FormError('Say where people go after signing in: at least one redirect URI.');
  }
  const params = { project_id: fields.text('_project') };
  const client = await api.call('createProjectClient', {
    params,
    body: {
      ...clientKindMetadata[kind],
      client_name: name,
      redirect_uris: isSentBack ? [...redirectUris] : [],
      ...(kind === 'machine' ? { scope: fields.text('scope') } : {}),
    },
  });
  const project = await api.call('getProject', { params });
  return { to: clientPath(request, client.client_id), ...showSecret(client, project) };
};

export const editClient: FormAction = async (request) => {
  const { fields, api } = request;
  const { params } = readClient(request);
  const changes = {
    client_name: fields.required('name', 'Give the client a name.'),
    redirect_uris: fields.lines('redirect_uris'),
    post_logout_redirect_uris: fields.lines('post_logout_redirect_uris'),
    scope: fields.text('scope').replaceAll(/\s+/g, ' '),
  };
  const body = Object.entries(changes).map(([field, value]) => ({
    op: 'replace' as const,
    path: `/${field}`,
    value,
  }));
  await api.call('patchProjectClient', { params, body });
  return {
    to: clientPath(request, params.client_id),
    flash: { kind: 'notice', text: 'The client is saved.' },
  };
};

export const rotateClientSecret: FormAction = async (request) => {
  const { params } = readClient(request);
  const client = await request.api.call('rotateProjectClientSecret', { params });
  const project = await request.api.call('getProject', {
    params: { project_id: params.project_id },
  });
  return { to: clientPath(request, params.client_id), ...showSecret(client, project) };
};

export const deleteClient: FormAction = async (request) => {
  const { params } = readClient(request);
  await request.api.call('deleteProjectClient', { params });
  return {
    to: `/projects/${params.project_id}/clients`,
    flash: { kind: 'notice', text: 'The client is deleted. Its tokens are dead.' },
  };
};

function readClient({ fields }: FormRequest) {
  return { params: { project_id: fields.text('_project'), client_id: fields.text('_client') } };
}

function clientPath({ fields }: FormRequest, clientId: string): string {
  return `/projects/${fields.text('_project')}/clients/${encodeURIComponent(clientId)}`;
}

/** A client without a secret has nothing to show. */
function showSecret(
  { client_id, client_secret, client_name }: OAuth2Client,
  { url }: Project,
): { flash: Flash } {
  if (client_secret === undefined) {
    return { flash: { kind: 'notice', text: `${client_name} is ready.` } };
  }
  const lines = [`ISSUER=${url}`, `CLIENT_ID=${client_id}`, `CLIENT_SECRET=${client_secret}`];
  return {
    flash: {
      kind: 'secret',
      title: `The secret of ${client_name}`,
      label: 'Client secret',
      value: client_secret,
      lines: lines.join('\n'),
    },
  };
}
