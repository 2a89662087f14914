import { describe, expect, it } from 'vitest';
import { createManagementClient, ManagementError, ManagementUnreachable } from './client.ts';

interface Sent {
  readonly url: string;
  readonly init: RequestInit | undefined;
}

/** A server of one answer that keeps what it was sent. */
function serve(status: number, body: string) {
  const sent: Sent[] = [];
  const client = createManagementClient({
    baseUrl: 'http://localhost:4000/api',
    token: 'secret',
    fetch: async (url, init) => {
      sent.push({ url: String(url), init });
      return new Response(status === 204 ? null : body, { status });
    },
  });
  return { client, sent };
}

const workspace = {
  id: '0b0f6a8e-6f0c-4d6a-9e52-5b8b0c8a2f11',
  name: 'Team',
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
  organization_id: null,
  subscription_id: null,
  subscription_plan: null,
};

describe('the management client', () => {
  it('sends method, escaped path, query, body and credential of the operation', async () => {
    const { client, sent } = serve(200, JSON.stringify(workspace));
    await client.call('updateWorkspace', { params: { workspace: '../x' }, body: { name: 'Team' } });
    expect(sent[0]?.url).toBe('http://localhost:4000/api/workspaces/..%2Fx');
    expect(sent[0]?.init).toMatchObject({
      method: 'PUT',
      body: '{"name":"Team"}',
      redirect: 'error',
      headers: { authorization: 'Bearer secret', 'content-type': 'application/json' },
    });
  });

  it('leaves absent query parameters out', async () => {
    const { client, sent } = serve(
      200,
      JSON.stringify({ workspaces: [], has_next_page: false, next_page_token: '' }),
    );
    await client.call('listWorkspaces', { query: { page_size: 7, page_token: undefined } });
    expect(sent[0]?.url).toBe('http://localhost:4000/api/workspaces?page_size=7');
  });

  it('returns the answer with fields that it does not know yet', async () => {
    const { client } = serve(200, JSON.stringify({ ...workspace, invented_later: true }));
    const answer = await client.call('getWorkspace', { params: { workspace: workspace.id } });
    expect(answer).toMatchObject({ name: 'Team', invented_later: true });
  });

  it('answers undefined for an operation without a body', async () => {
    const { client } = serve(204, '');
    const params = { workspace: workspace.id, token_id: workspace.id };
    expect(await client.call('deleteWorkspaceApiKey', { params })).toBeUndefined();
  });

  it('throws the refusal with status, slug, reason and request id', async () => {
    const error = {
      code: 403,
      status: 'Forbidden',
      message: 'The credential does not allow this.',
      reason: 'This needs the permission workspace:read.',
      request: 'r1',
      id: 'forbidden',
    };
    const { client } = serve(403, JSON.stringify({ error }));
    const refusal = await client
      .call('getWorkspace', { params: { workspace: workspace.id } })
      .catch((thrown: unknown) => thrown);
    expect(refusal).toBeInstanceOf(ManagementError);
    expect(refusal).toMatchObject({
      status: 403,
      id: 'forbidden',
      message: error.message,
      reason: error.reason,
      requestId: 'r1',
    });
  });

  it.each([
    ['HTML', '<!doctype html>'],
    ['JSON of another form', '{"id":1}'],
  ])('says that something else answered where the answer is %s', async (_, body) => {
    const { client } = serve(200, body);
    await expect(
      client.call('getWorkspace', { params: { workspace: workspace.id } }),
    ).rejects.toBeInstanceOf(ManagementUnreachable);
  });

  it('says that nothing answers where the connection fails', async () => {
    const client = createManagementClient({
      baseUrl: 'http://localhost:4000/api',
      fetch: () => Promise.reject(new TypeError('fetch failed')),
    });
    await expect(client.call('listProjects', {})).rejects.toThrow(
      'http://localhost:4000/api does not answer.',
    );
  });
});
