import { afterEach, beforeEach, expect, it } from 'vitest';
import { projectAt, projectId } from '../testing/documents.ts';
import { type RecordingServer, startRecordingServer } from '../testing/recording-server.ts';
import { openTestTerminal, type TestTerminal } from '../testing/test-terminal.ts';

const webhookId = '0197f4a0-0000-4000-8000-0000000000dd';
const webhook = {
  id: webhookId,
  project_id: projectId,
  url: 'https://hooks.example.com/',
  description: 'ledger',
  events: ['client.created', 'client.deleted'],
  enabled: true,
  previous_secret_expires_at: null,
  created_at: '2026-11-24T08:00:00Z',
  updated_at: '2026-11-24T08:00:00Z',
};
const list = `/api/projects/${projectId}/webhooks`;
const creation = ['create', 'webhook', '--url', webhook.url, '--event'];
let server: RecordingServer;
let terminal: TestTerminal;

beforeEach(async () => {
  server = await startRecordingServer();
  terminal = await openTestTerminal();
  terminal.environment['GATEHOUSE_URL'] = server.url;
  terminal.environment['GATEHOUSE_WORKSPACE_API_KEY'] = 'gh_wak_mine';
  terminal.environment['GATEHOUSE_PROJECT'] = projectId;
  server.answers[`GET /api/projects/${projectId}`] = { body: projectAt(server.url) };
  const secret = 'whsec_c2hvd24gb25jZQ==';
  server.answers[`POST ${list}`] = { status: 201, body: { ...webhook, secret } };
  server.answers[`GET ${list}`] = { body: { webhooks: [webhook] } };
  server.answers[`GET ${list}/${webhookId}`] = { body: webhook };
  server.answers[`DELETE ${list}/${webhookId}`] = { status: 204 };
});
afterEach(async () => {
  await server.stop();
  await terminal.stop();
});

it('creates a webhook for the events that are named, and prints nothing but the secret when it is quiet', async () => {
  const result = await terminal.run(...creation, 'client.created,client.deleted', '-q');
  expect(result).toEqual({ exitCode: 0, stdout: 'whsec_c2hvd24gb25jZQ==\n', stderr: '' });
  expect(JSON.parse(server.requests.at(-1)?.body ?? '')).toEqual({
    url: webhook.url,
    events: ['client.created', 'client.deleted'],
    description: '',
  });
});

it.each([
  ['an unknown event', [...creation, 'everything'], 'No event is named "everything"'],
  ['no event', ['create', 'webhook', '--url', webhook.url], 'Say with --event'],
  ['no URL', ['create', 'webhook', '--event', 'client.created'], 'Say with --url'],
])('asks for nothing with %s, and says what there is', async (_, words, said) => {
  const result = await terminal.run(...words);
  expect(result.exitCode).toBe(1);
  expect(result.stderr).toContain(said);
  expect(server.requests.filter(({ method }) => method === 'POST')).toEqual([]);
});

it('lists, shows and deletes webhooks of the project', async () => {
  const listed = await terminal.run('list', 'webhooks');
  expect(listed.stdout).toContain(webhookId);
  expect(listed.stdout).toContain('client.created client.deleted');
  expect((await terminal.run('get', 'webhook', webhookId)).stdout).toContain(webhook.url);
  const deleted = await terminal.run('delete', 'webhook', webhookId);
  expect(deleted.exitCode).toBe(0);
  expect(server.requests.at(-1)).toMatchObject({ method: 'DELETE' });
});
