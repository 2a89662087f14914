import { randomUUID } from 'node:crypto';
import { createProject } from '@gatehouse/administration';
import type { ProjectScope } from '@gatehouse/database';
import { openMail } from '@gatehouse/keys';
import { jobKinds, type ProjectId } from '@gatehouse/protocol';
import { createLogger } from '@gatehouse/runtime';
import { createIdentityId } from '@gatehouse/testkit';
import { startTestTenants } from '@gatehouse/testkit/tenants';
import { Client } from 'pg';
import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { buildJobContext } from '../../test/job-context.ts';
import { startMailServer } from '../../test/mail-server.ts';
import { createLocalCarrier } from '../carrier.ts';
import { jobTable } from '../job-table.ts';
import type { MailDelivery } from '../mail/mail-delivery.ts';
import { mailViewer } from '../mail/mail-delivery.ts';
import { openSmtpDelivery } from '../mail/smtp-delivery.ts';
import { startRelay } from '../relay.ts';
import { defaultHoldSeconds as holdSeconds } from '../run-job.ts';

const tenants = await startTestTenants();
const { workspaceId, by } = await tenants.createWorkspace();
const server = await startMailServer();
const hot = new Client({ connectionString: tenants.urls.hotUrl });
await hot.connect();
const from = 'Gatehouse <accounts@gatehouse.example>';
const log: string[] = [];
const destination = { write: (line: string) => void log.push(line) };
const logger = createLogger({ name: 'test', level: 'trace', destination });

async function newOwner() {
  const project = { workspaceId, name: 'Shop', environment: 'dev' } as const;
  const { projectId } = await createProject(tenants, project, by);
  const scope = { projectId, workspaceId };
  const address = `Ann.${randomUUID()}@example.org`;
  const addressId = randomUUID();
  await tenants.store.withProject(scope, (tx) =>
    tx.identities.insert({
      identityId: createIdentityId(),
      schemaId: 'default',
      traits: { email: address },
      address: { addressId, normalized: address.toLowerCase(), value: address },
      passwordHash: 'a hash',
    }),
  );
  return { scope, address, addressId };
}

const somebodyTries = (scope: ProjectScope, addressId: string, locale = 'en') =>
  tenants.store.withProject(scope, (tx) =>
    tx.addToOutbox({
      kind: jobKinds.followUpRegistration,
      payload: { addressId, isNew: false, locale },
    }),
  );

/** Works off everything that is due. */
async function work(mail: MailDelivery): Promise<void> {
  const context = buildJobContext(tenants, mail);
  const { outbox } = tenants.database.hot;
  const runner = { outbox, context, table: jobTable, logger, holdSeconds };
  const carrier = createLocalCarrier(runner, 4);
  const relay = startRelay({ outbox, logger, carrier, holdSeconds, pollMilliseconds: 10 });
  await vi.waitFor(
    async () => {
      const { rows } = await hot.query(
        `SELECT 1 FROM hot.outbox WHERE done_at IS NULL AND dead_at IS NULL
           AND available_at <= now() AND kind IN ($1, $2)`,
        [jobKinds.followUpRegistration, jobKinds.sendMail],
      );
      expect(rows).toEqual([]);
    },
    { timeout: 20_000 },
  );
  await relay.stop();
}

async function messagesOf(scope: ProjectScope) {
  const page = { limit: 100, after: undefined };
  const rows = await tenants.store.withProject(scope, (tx) => tx.messages.list(page, {}));
  return rows.map((row) => ({ ...row, content: open(scope.projectId, row) }));
}

const open = (projectId: ProjectId, row: { messageId: string; sealed: Uint8Array }) =>
  openMail(tenants.keyring, { projectId, messageId: row.messageId }, row.sealed);

beforeEach(() => {
  server.refuseWith(undefined);
});
afterAll(async () => {
  await server.close();
  await hot.end();
  await tenants.stop();
});

test('whoever has the address is told by mail, once; afterwards nothing of what it said is left', async () => {
  const { scope, address, addressId } = await newOwner();
  await somebodyTries(scope, addressId, 'de');
  const smtp = openSmtpDelivery({ url: server.url, from });
  await work(smtp);
  smtp.close();
  const [received, ...others] = server.received.filter(({ to }) => to.includes(address));
  expect(others).toEqual([]);
  expect(received?.raw).toContain('lang=3D"de"');
  const [message] = await messagesOf(scope);
  expect(message).toMatchObject({ status: 'sent', channel: 'smtp', sendCount: 1 });
  expect(message?.content).toEqual({
    recipient: address,
    template: 'registration_attempt',
    locale: 'de',
  });
});

test('without a mail server the mail is kept, sealed, to be read', async () => {
  const { scope, address, addressId } = await newOwner();
  await somebodyTries(scope, addressId);
  await work(mailViewer);
  const [message] = await messagesOf(scope);
  expect(message).toMatchObject({ status: 'sent', channel: 'viewer' });
  expect(message?.content).toMatchObject({
    recipient: address,
    rendered: { subject: 'You already have an account at Shop' },
  });
  expect(Buffer.from(message?.sealed ?? []).toString('latin1')).not.toContain('example.org');
});

test('attack 107: the mailbox of an address is not filled, however often and at once somebody tries', async () => {
  const { scope, addressId } = await newOwner();
  await Promise.all(Array.from({ length: 20 }, () => somebodyTries(scope, addressId)));
  await work(mailViewer);
  expect(await messagesOf(scope)).toHaveLength(3);
});

test('a mail server that fails is asked again later; one that refuses the recipient is not', async () => {
  const { scope, address, addressId } = await newOwner();
  await somebodyTries(scope, addressId);
  const smtp = openSmtpDelivery({ url: server.url, from });
  server.refuseWith(451);
  await work(smtp);
  expect((await messagesOf(scope))[0]).toMatchObject({ status: 'processing', sendCount: 1 });
  const [failed] = await tenants.store.withProject(scope, (tx) =>
    tx.jobs.listFailed({ limit: 10, after: undefined }),
  );
  expect(failed).toMatchObject({ kind: jobKinds.sendMail, attempts: 1, buriedAt: null });
  expect(failed?.lastError).toContain('The mail server answered 451.');
  server.refuseWith(550);
  await tenants.store.withProject(scope, (tx) => tx.jobs.retry(failed?.id ?? ''));
  await work(smtp);
  smtp.close();
  expect((await messagesOf(scope))[0]).toMatchObject({ status: 'abandoned', sendCount: 2 });
  expect(server.received.filter(({ to }) => to.includes(address))).toEqual([]);
});

test('no line of the log and no row of the outbox names a recipient', async () => {
  const { rows } = await hot.query('SELECT payload::text, last_error FROM hot.outbox');
  const text = JSON.stringify([log, rows]);
  expect(log.length).toBeGreaterThan(0);
  expect(text).not.toContain('example.org');
  expect(text).not.toMatch(/Ann\./i);
});
