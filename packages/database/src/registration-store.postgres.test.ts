// What a client that registered itself may change, beside an administrator who changes it too.

import { buildClientMetadata, createTestProject } from '@gatehouse/testkit';
import { createTestDatabase, type TestDatabase } from '@gatehouse/testkit/postgres';
import type {
  ClientRegistrations,
  NewRegistration,
  RegisteredClient,
} from '@gatehouse/token-engine/ports';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectDatabase, type Database } from './connect-database.ts';
import { createRegistrationStore } from './registration-store.ts';
import type { NewClientRow, ProjectScope } from './transactions.ts';

let urls: TestDatabase;
let database: Database;
let scope: ProjectScope;
let registrations: ClientRegistrations;
const hashOf = (byte: number) => ({ keyId: 'k1', hash: new Uint8Array([byte]) });
const secretOf = (byte: number) => ({ ...hashOf(byte), expiresAtSeconds: undefined });
const as = { requestId: 'request' };

beforeAll(async () => {
  urls = await createTestDatabase();
  database = await connectDatabase(urls);
  scope = await createTestProject(database.control);
  registrations = createRegistrationStore(database.control, scope);
});
afterAll(async () => {
  await database.close();
  await urls.drop();
});

async function register(clientId: string): Promise<RegisteredClient> {
  const metadata = buildClientMetadata({ client_name: clientId });
  const own = { clientId, metadata, secretHashes: [secretOf(1)], tokenHash: hashOf(2) };
  const client = await registrations.add(own, { ...as, maxClients: 100 });
  if (client === 'full') throw new Error('The project is full.');
  return client;
}

const administer = (clientId: string, change: Partial<NewClientRow>) =>
  database.control.withProject(scope, (tx) => tx.clients.update(clientId, change));

const keep = (stored: RegisteredClient): Omit<NewRegistration, 'clientId'> => ({
  ...stored,
  tokenHash: hashOf(3),
});

test('attack 52: a change is decided by the client as it is written, not as it was read: no secret comes back', async () => {
  const read = await register('rotated');
  const rotated = { ...hashOf(9), expiresAt: undefined };
  await administer('rotated', { secrets: [rotated] });
  const replaced = await registrations.replace(
    read.tokenHash,
    { clientId: 'rotated', rewrite: keep },
    as,
  );
  expect(replaced?.secretHashes).toEqual([secretOf(9)]);
});

test('attack 52: what refuses a change while it is decided leaves the client as it was', async () => {
  const read = await register('refused');
  const refuse = () => {
    throw new Error('not like this');
  };
  await expect(
    registrations.replace(read.tokenHash, { clientId: 'refused', rewrite: refuse }, as),
  ).rejects.toThrow('not like this');
  expect(await registrations.find('refused')).toEqual(read);
});

test('attack 52: a withdrawn registration is read, changed and deleted by nobody who held its token, and not counted', async () => {
  const read = await register('withdrawn');
  const count = () =>
    database.control.withProject(scope, (tx) => tx.clients.countRegisteredForUpdate());
  const before = await count();
  await administer('withdrawn', { registrationToken: 'withdrawn' });
  expect(await registrations.find('withdrawn')).toBeUndefined();
  expect(
    await registrations.replace(read.tokenHash, { clientId: 'withdrawn', rewrite: keep }, as),
  ).toBeUndefined();
  const nothing = { keyId: '', hash: new Uint8Array() };
  expect(
    await registrations.replace(nothing, { clientId: 'withdrawn', rewrite: keep }, as),
  ).toBeUndefined();
  expect(await registrations.remove(nothing, 'withdrawn', as)).toBe(false);
  expect(await count()).toBe(before - 1);
});
