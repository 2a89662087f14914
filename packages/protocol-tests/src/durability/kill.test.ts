// Kills the product in the middle of writes and starts it again on the same data folder. What was
// acknowledged has to be there; what was not may be there or not, but never half.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeIdleConnections } from '../drivers/http-exchange.ts';
import { ManagementApi } from '../drivers/management-api.ts';
import {
  createHome,
  findFreePort,
  type Product,
  removeHome,
  startProduct,
} from '../drivers/product.ts';
import type { ClientCredentials, ProjectApi } from '../drivers/project-api.ts';

interface Acknowledged {
  readonly clients: ClientCredentials[];
  readonly revoked: string[];
  readonly issued: string[];
  readonly deleted: string[];
}

describe('kill -9', { timeout: 120_000 }, () => {
  let home: string;
  let port: number;
  let product: Product;
  let project: ProjectApi;
  let issuer: ClientCredentials;
  const acknowledged: Acknowledged = { clients: [], revoked: [], issued: [], deleted: [] };

  beforeAll(async () => {
    home = createHome();
    port = await findFreePort();
    product = await startProduct({ home, port });
    project = await new ManagementApi(product.address).createProject();
    issuer = await project.createClient();
  });

  afterAll(async () => {
    await product.stop();
    removeHome(home);
  });

  /** One round of every kind of write; what was answered is noted down, and a cut connection ends it. */
  async function writeUntilCut(): Promise<void> {
    for (;;) {
      const token = await project.issueToken(issuer);
      acknowledged.issued.push(token);
      const doomed = await project.issueToken(issuer);
      const revoked = await project.revoke({ as: issuer, form: { token: doomed } });
      if (revoked.status === 200) acknowledged.revoked.push(doomed);
      const client = await project.createClient({ scope: 'durable' });
      acknowledged.clients.push(client);
      const gone = await project.createClient();
      const deleted = await project.admin(`/clients/${gone.clientId}`, { method: 'DELETE' });
      if (deleted.status === 204) acknowledged.deleted.push(gone.clientId);
    }
  }

  it('loses no acknowledged write, twice in a row', async () => {
    for (let round = 1; round <= 2; round += 1) {
      const writers = Array.from({ length: 6 }, () =>
        writeUntilCut().catch((error: unknown) => error),
      );
      const killed = killOnce(() => acknowledged.clients.length >= 24 * round);
      const ends = await Promise.all([killed, ...writers]);
      // Every writer was cut off by the kill, none by an answer that it did not expect.
      for (const end of ends.slice(1))
        expect(String(end)).toMatch(/ECONN|socket hang up|EPIPE|aborted/);
      closeIdleConnections();
      product = await startProduct({ home, port });
      await expectAcknowledged();
    }
  });

  async function killOnce(enough: () => boolean): Promise<void> {
    await new Promise<void>((resolve) => {
      const poll = setInterval(() => {
        if (!enough()) return;
        clearInterval(poll);
        resolve();
      }, 2);
    });
    await product.kill();
  }

  async function expectAcknowledged(): Promise<void> {
    await Promise.all(acknowledged.clients.map(expectComplete));
    const states = (tokens: readonly string[]) =>
      Promise.all(tokens.map((token) => stateAtItsClient(token)));
    expect(await states(acknowledged.revoked)).toEqual(acknowledged.revoked.map(() => false));
    expect(await states(acknowledged.issued)).toEqual(acknowledged.issued.map(() => true));
    for (const clientId of acknowledged.deleted) {
      expect((await project.admin(`/clients/${clientId}`)).status).toBe(404);
    }
  }

  async function expectComplete({ clientId, secret }: ClientCredentials): Promise<void> {
    const answer = await project.admin(`/clients/${clientId}`);
    expect(answer.status, clientId).toBe(200);
    expect(answer.json()['scope']).toBe('durable');
    const form = { grant_type: 'client_credentials' };
    const token = await project.token({ as: { clientId, secret }, form });
    expect(token.json()['error'] ?? 'issued', clientId).toBe('issued');
  }

  async function stateAtItsClient(token: string): Promise<boolean> {
    const answer = await project.introspect({ as: issuer, form: { token } });
    return answer.json()['active'] === true;
  }

  it('leaves nothing half-written: every listed client can be read, and every project has its keys', async () => {
    const listed = await project.admin('/clients?page_size=500');
    for (const { client_id: clientId } of listed.jsonList()) {
      expect((await project.admin(`/clients/${clientId}`)).status).toBe(200);
    }
    const keys = (await project.get('/.well-known/jwks.json')).json()['keys'];
    expect(keys).not.toEqual([]);
  });

  it('the start after a kill renews the key of the local start and keeps the project keys', async () => {
    const renewed = new ManagementApi(product.address);
    expect((await renewed.call('/projects')).status).toBe(200);
    expect((await project.admin('/clients')).status).toBe(200);
  });

  it('of two starts on one data folder the second says so and ends', async () => {
    const second = startProduct({ home, port: await findFreePort() });
    await expect(second).rejects.toThrow(/already runs/);
    expect((await project.admin('/clients')).status).toBe(200);
  });
});
