import { createServer, type IncomingHttpHeaders } from 'node:http';
import {
  changeWebhook,
  createClient,
  createProject,
  createWebhook,
  redeliverToWebhook,
  rotateWebhookSecret,
  testWebhook,
} from '@gatehouse/administration';
import type { ProjectScope, WebhookDeliveryRow } from '@gatehouse/database';
import { generateKeyring, generateUuid, parseKeyring } from '@gatehouse/keys';
import { createLogger } from '@gatehouse/runtime';
import { createIdentityId } from '@gatehouse/testkit';
import { startTestTenants } from '@gatehouse/testkit/tenants';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { buildJobContext } from '../../test/job-context.ts';
import { jobTable } from '../job-table.ts';
import { defaultHoldSeconds as holdSeconds, maxAttempts, runJob } from '../run-job.ts';
import { cleanProjects } from '../schedule/clean-projects.ts';
import { deliverWebhook, retryDelaysSeconds } from './deliver-webhook.ts';
import { followUpRegistration } from './follow-up-registration.ts';

const tenants = await startTestTenants();
const context = buildJobContext(tenants);
const { workspaceId, by } = await tenants.createWorkspace();
const explainForbiddenUrl = () => undefined;

let received: IncomingHttpHeaders[] = [];
let status = 204;
const server = createServer((request, response) => {
  received.push(request.headers);
  request.resume();
  response.writeHead(status).end('What a receiver answers is its own affair.');
});
let scope: ProjectScope;
let webhookId: string;

beforeAll(() => new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve)));
beforeEach(async () => {
  const project = { workspaceId, name: 'Shop', environment: 'dev' } as const;
  scope = { ...(await createProject(tenants, project, by)), workspaceId };
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const input = {
    url: `http://127.0.0.1:${port}/`,
    description: '',
    events: ['client.created', 'identity.created'] as const,
    isEnabled: true,
  };
  const { row } = await createWebhook(tenants, { scope, by, input }, explainForbiddenUrl);
  webhookId = row.webhookId;
});
afterEach(() => {
  received = [];
  status = 204;
});
afterAll(async () => {
  await context.webhooks.close();
  await new Promise((resolve) => server.close(resolve));
  await tenants.stop();
});

function deliver({ jobId, deliveryId }: WebhookDeliveryRow) {
  const { projectId } = scope;
  return deliverWebhook(context, { projectId, id: jobId, payload: { deliveryId, webhookId } });
}
const list = () =>
  tenants.store.withProject(scope, (tx) =>
    tx.webhookDeliveries.list(webhookId, { limit: 100, after: undefined }),
  );
async function newest(): Promise<WebhookDeliveryRow> {
  const [delivery] = await list();
  if (delivery === undefined) throw new Error('There is no delivery.');
  return delivery;
}
const send = () => testWebhook(tenants, { scope, by, webhookId });
const signatures = () =>
  received.map((headers) => String(headers['webhook-signature']).split(' ').length);

test('what is not taken comes back after the given times, is buried after eight tries, and then waits for somebody to ask', async () => {
  status = 500;
  const { deliveryId } = await send();
  for (const afterSeconds of retryDelaysSeconds) {
    expect(await deliver(await newest())).toEqual({ kind: 'again', afterSeconds });
  }
  const last = await deliver(await newest());
  expect(last).toEqual({ kind: 'buried', error: 'WebhookUndelivered: refused_status (500)' });
  const failed = await newest();
  expect(failed).toMatchObject({ status: 'failed', nextAttemptAt: undefined });
  expect(failed.attempts).toHaveLength(8);
  expect(new Set(received.map((headers) => headers['webhook-id'])).size).toBe(1);
  expect(JSON.stringify(failed)).not.toContain('own affair');

  status = 204;
  const again = await redeliverToWebhook(tenants, { scope, by, webhookId, deliveryId });
  expect(await deliver(failed)).toEqual({ kind: 'done' });
  expect(received).toHaveLength(8);
  expect(await deliver(again)).toEqual({ kind: 'done' });
  expect(await newest()).toMatchObject({ status: 'delivered', eventId: failed.eventId });
});

test('a delivery that was taken is not sent again, however often its job runs', async () => {
  const delivery = await send();
  expect(await deliver(delivery)).toEqual({ kind: 'done' });
  expect(await deliver(delivery)).toEqual({ kind: 'done' });
  expect(received).toHaveLength(1);
});

test('the secret before a rotation signs too for a day, and then no more', async () => {
  await rotateWebhookSecret(tenants, { scope, by, webhookId });
  await deliver(await send());
  tenants.clock.advance(24 * 3600 + 1);
  await deliver(await send());
  expect(signatures()).toEqual([2, 1]);
});

test('nothing is sent to an endpoint that was disabled meanwhile', async () => {
  const delivery = await send();
  const change = { isEnabled: false };
  await changeWebhook(tenants, { scope, by, webhookId, change }, explainForbiddenUrl);
  expect(await deliver(delivery)).toEqual({ kind: 'done' });
  expect(received).toEqual([]);
  expect(await newest()).toMatchObject({ status: 'abandoned' });
});

test('an endpoint is told what it asks for, with the commit of the change and not without', async () => {
  await createClient(tenants, { scope, by, input: { client_name: 'App' } });
  expect(await newest()).toMatchObject({ type: 'client.created', status: 'pending' });
  const undone = tenants.store.withProject(scope, async (tx) => {
    await tx.webhookDeliveries.publish({ type: 'client.created', at: new Date(), data: {} });
    throw new Error('Something else went wrong.');
  });
  await expect(undone).rejects.toThrow('Something else');
  await tenants.store.withProject(scope, (tx) =>
    tx.webhookDeliveries.publish({ type: 'client.deleted', at: new Date(), data: {} }),
  );
  expect(await list()).toHaveLength(1);
});

test('whoever registered is told of once, though the job ran twice', async () => {
  const addressId = generateUuid(tenants.random);
  await tenants.store.withProject(scope, async (tx) => {
    const identityId = createIdentityId();
    const address = { addressId, normalized: 'ann@example.com', value: 'ann@example.com' };
    const traits = { email: 'ann@example.com' };
    await tx.identities.insert({ identityId, schemaId: 'default', traits, address });
  });
  const job = {
    projectId: scope.projectId,
    id: generateUuid(tenants.random),
    payload: { addressId, isNew: true },
  };
  await followUpRegistration(context, job);
  await followUpRegistration(context, job);
  expect(await list()).toMatchObject([{ type: 'identity.created', eventId: job.id }]);
  expect((await newest()).body).not.toContain('ann@');
});

test('deliveries are kept for seven days', async () => {
  await send();
  await cleanProjects(tenants.store, tenants.clock);
  expect(await list()).toHaveLength(1);
  tenants.clock.advance(7 * 24 * 3600 + 60);
  await cleanProjects(tenants.store, tenants.clock);
  expect(await list()).toEqual([]);
});

test('a delivery whose job is given up for reasons of ours is failed, and no sooner', async () => {
  const { jobId } = await send();
  const { outbox } = tenants.database.hot;
  const keyring = parseKeyring(generateKeyring(tenants.random));
  const logger = createLogger({ name: 'test', level: 'silent' });
  const runner = {
    ...{ outbox, table: jobTable, logger, holdSeconds },
    context: { ...context, keyring },
  };
  const key = { projectId: scope.projectId, id: jobId };
  const hot = new Client({ connectionString: tenants.urls.hotUrl });
  await hot.connect();
  for (const [attempts, status] of [
    [maxAttempts - 1, 'pending'],
    [maxAttempts, 'failed'],
  ] as const) {
    await hot.query('UPDATE hot.outbox SET attempts = $1 WHERE id = $2', [attempts, jobId]);
    const row = await outbox.find(key);
    if (row === undefined) throw new Error('The job is gone.');
    await runJob(runner, row);
    expect(await newest()).toMatchObject({ status });
  }
  await hot.end();
  expect(await outbox.find(key)).toBeUndefined();
  expect(received).toEqual([]);
  expect((await newest()).nextAttemptAt).toBeUndefined();
});
